/* A small whole standard, to be loaded as it is or with lines behind it. */
#ifndef CT_TESTS_STANDARD_TEXT_H
#define CT_TESTS_STANDARD_TEXT_H

/* clang-format off */
#define STANDARD_TEXT \
    "; a comment\n" \
    "[standard]\nname = small\nversion = 3\ntitle_zh = 小标准\ntitle_en = Small standard\nlanguage = zh\n" \
    "[dimension pace]\nweight = 0.25\ntitle_zh = 语速\ntitle_en = Pace\n" \
    "[dimension waiting]\nweight = 0.75\ntitle_zh = 等待\ntitle_en = Waiting\n" \
    "[rule PACE-1]\ntitle_zh = 语速适中\ntitle_en = Even pace\ndocument = 标准\nclause = 语速适中\n" \
    "meaning_en = Neither fast nor slow\nkind = verdict\nmeasure = speech_rate\nside = agent\n" \
    "good = 180..260   ; a comment in a line\nwarn = 160..280\nmin_evidence_s = 10\ndimension = pace\npoints = 10\n" \
    "advice_low_zh = 再快一点\nadvice_low_en = A little faster\n" \
    "advice_high_zh = 再慢一点\nadvice_high_en = A little slower\nsource = default\n" \
    "[rule HOLD-1]\ntitle_zh = 等待不超过一分钟\ntitle_en = No wait over a minute\ndocument = 标准\n" \
    "clause = 让客户等待的时间超过一分钟\nmeaning_en = A wait over a minute\nkind = verdict\nevent = hold\n" \
    "event_side = agent\noccasion = hold\nlimit_warn_s = 30\nlimit_fail_s = 60\ndimension = waiting\npoints = 20\nwarn_points = 5\n" \
    "advice_high_zh = 每半分钟回来说一声\nadvice_high_en = Come back every half a minute\nsource = stated: 标准\n" \
    "[rule MIC-1]\ntitle_zh = 话筒位置\ntitle_en = Place of the microphone\nclause = 话筒\nkind = advisory\n" \
    "measure = snr\nside = agent\ngood = 15..\nsource = default\n" \
    "[rule WORD-1]\ntitle_zh = 报工号\ntitle_en = Says the number\nclause = 报上工号\nkind = listener\nhear = opening\n"
/* clang-format on */

#endif
