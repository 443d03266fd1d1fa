#include "report/words.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/figures.h"

typedef struct words {
    const char *key, *en, *zh;
} words;

static const char *find(const words *list, size_t n, const char *key, ct_lang lang, const char *otherwise)
{
    for (size_t i = 0; key && i < n; i++)
        if (strcmp(list[i].key, key) == 0)
            return words_pick(lang, list[i].en, list[i].zh);
    return otherwise;
}

#define FIND(list, key, lang, otherwise) find((list), sizeof(list) / sizeof(list)[0], (key), (lang), (otherwise))

const char *words_side(ct_side side, ct_lang lang)
{
    static const words list[] = {
        {"agent", "agent", "座席"},
        {"customer", "customer", "客户"},
        {"call", "call", "通话"},
        {"mixed", "both", "双方"},
    };
    return FIND(list, ct_side_name(side), lang, "?");
}

const char *words_kind(ct_event_kind kind, ct_lang lang)
{
    static const words list[] = {
        {"utterance", "Utterance", "说话段"},
        {"turn", "Turn", "发言"},
        {"pause", "Pause", "停顿"},
        {"overlap", "Overlap", "重叠"},
        {"interruption", "Interruption", "抢话"},
        {"cut_off", "Cut-off", "截断对方"},
        {"backchannel", "Backchannel", "附和"},
        {"silence", "Long silence", "长静音"},
        {"hold", "Hold", "等待"},
        {"ring", "Ring", "振铃"},
        {"music", "Music", "音乐"},
        {"clip", "Clipping", "削波"},
        {"pop", "Pop", "喷麦"},
        {"shout", "Shout", "突然大声"},
        {"drawl", "Drawl", "拖腔"},
    };
    return FIND(list, ct_event_kind_name(kind), lang, "?");
}

const char *words_outcome(ct_outcome outcome, ct_lang lang)
{
    static const words list[] = {
        {"pass", "kept", "达标"},
        {"warn", "nearly", "待改进"},
        {"fail", "not kept", "未达标"},
        {"not_measurable", "not measurable", "无法测量"},
        {"listener", "for a listener", "需人工听音"},
        {"advisory", "noted, nothing taken off", "仅提示，不扣分"},
    };
    return FIND(list, ct_outcome_name(outcome), lang, "?");
}

const char *words_hear(ct_hear hear, ct_lang lang)
{
    static const char *const places[][2] = {
        [CT_HEAR_OPENING] = {"Opening", "开头"},    [CT_HEAR_CLOSING] = {"Closing", "结尾"},
        [CT_HEAR_HOLD] = {"Holds", "等待前后"},     [CT_HEAR_INTERRUPTION] = {"Both speaking", "抢话处"},
        [CT_HEAR_ALL] = {"The whole call", "全程"},
    };
    return words_pick(lang, places[hear][0], places[hear][1]);
}

const char *words_cause(ct_hold_cause cause, ct_lang lang)
{
    static const words list[] = {
        {"music", "music", "播放音乐"},
        {"tone", "tone", "提示音"},
        {"muted", "agent muted", "座席按了静音键"},
        {"silence", "silence", "无人说话"},
    };
    return FIND(list, ct_hold_cause_name(cause), lang, "");
}

const char *words_channel(const char *channel, ct_lang lang)
{
    static const words list[] = {
        {"left", "left channel", "左声道"},
        {"right", "right channel", "右声道"},
        {"file", "a file of its own", "单独的文件"},
    };
    return FIND(list, channel, lang, channel);
}

/* Copy a text in which pieces that are found in the list, the earlier before the later, are said in Chinese. */
static void say_pieces(char *out, size_t size, const char *text, const words *list, size_t n)
{
    size_t used = 0;
    while (*text && used + 1 < size) {
        const words *found = NULL;
        for (size_t i = 0; i < n && !found; i++)
            if (strncmp(text, list[i].en, strlen(list[i].en)) == 0)
                found = &list[i];
        int length =
            found ? snprintf(out + used, size - used, "%s", found->zh) : snprintf(out + used, size - used, "%c", *text);
        used += length > 0 ? (size_t)length : 0;
        text += found ? strlen(found->en) : 1;
    }
    out[used < size ? used : size - 1] = '\0';
}

void words_encoding(char *out, size_t size, const char *encoding, ct_lang lang)
{
    static const words list[] = {
        {"", ", ", "，"},      {"", " bit", " 位"},          {"", "mu-law", "μ 律"},  {"", "A-law", "A 律"},
        {"", "float", "浮点"}, {"", "double", "双精度浮点"}, {"", "raw", "无文件头"}, {"", " pair", "（双文件）"},
    };
    say_pieces(out, size, encoding ? encoding : "", list, lang == CT_LANG_ZH ? sizeof list / sizeof list[0] : 0);
}

/* The words between names and numbers in the sources of measures. */
void words_source(char *out, size_t size, const char *source, ct_lang lang)
{
    static const words list[] = {
        {"", "limits: calltone, after ", "限值为 calltone 自定，参照 "},
        {"", "limit: calltone after ", "限值为 calltone 自定，参照 "},
        {"", "limits: calltone", "限值为 calltone 自定"},
        {"", "limit: calltone", "限值为 calltone 自定"},
        {"", "limits as in ", "限值同 "},
        {"", "minimum of 4 syllables as in ", "至少 4 个音节，同 "},
        {"", "talk ratio as in ", "说话占比的算法同 "},
        {"", "window: calltone", "时间窗为 calltone 自定"},
        {"", "thirds: calltone", "分三段比较为 calltone 自定"},
        {"", "attribution: calltone", "归属判定为 calltone 自定"},
        {"", "form: calltone", "判定方式为 calltone 自定"},
        {"", "Border of a pause: ", "停顿的界限："},
        {"", "border of a pause: ", "停顿的界限："},
        {"", "Just noticeable difference of tempo: ", "语速的可察觉差："},
        {"", "length of syllables: ", "音节时长："},
        {"", "modulation index: ", "调制指数："},
        {"", "three rings of 1 s in 5 s (China) end after 11 s", "国内每 5 秒响 1 秒，三声止于第 11 秒"},
        {"", "3 s as in ", "3 秒同 "},
        {"", "5 s as noted by ", "5 秒同 "},
        {"", "as in ", "算法同 "},
        {"", "; calltone", "；calltone 自定"},
        {"", "; ", "；"},
        {"", " section 4", " 第 4 节"},
        {"", " and ", " 和 "},
    };
    say_pieces(out, size, source, list, lang == CT_LANG_ZH ? sizeof list / sizeof list[0] : 0);
}

const char *words_reason(const ct_reading *reading, ct_lang lang)
{
    static const words reasons[] = {
        {"mono", "Needs one channel for each side; this recording has one", "需要座席与客户分声道录音，本录音为单声道"},
        {"dual_mono", "Both channels carry the same sound", "两个声道内容相同，分不出座席与客户"},
        {"silent_side", "One side says nothing", "有一方全程没有说话"},
        {"crosstalk", "The sides leak into each other", "两个声道互相串音"},
        {"dc", "The recording has a constant offset", "录音有直流偏移"},
        {"clipping", "The speech is clipped", "声音削波失真"},
        {"dropouts", "Pieces of the speech are missing", "录音有丢音"},
        {"lost_audio", "Audio was lost", "有音频丢失"},
        {"side_missing", "A side's audio is missing for part of the call", "一方的录音缺了一段"},
        {"low_level", "The recording is very quiet", "录音音量过低"},
        {"noise", "The line is too noisy", "线路噪声过大"},
        {"short", "The recording is shorter than 5 s", "录音不足 5 秒"},
        {"too_little_speech", "Too little speech to rest a figure on", "说话太少，数值不可靠"},
        {"too_few_turns", "Too few changes of speaker to rest a figure on", "对话轮次太少，数值不可靠"},
        {"no_ring", "No ringing in the recording", "录音中没有振铃声"},
        {"no_answer", "The agent says nothing after the call comes in", "没有听到座席接听后说话"},
        {"no_pause", "No pause in which the noise of the line could be heard", "没有停顿，听不到线路底噪"},
        {"no_hangup", "The recording does not show who hung up", "从录音中听不出谁先挂机"},
        {"no_baseline", "Needs the agent's own earlier calls (--baseline)", "需要本人以往通话作为基线（--baseline）"},
        {"no_measure", "Nothing in the sound of this call alone tells", "仅凭本通录音无法测量"},
        {"events_dropped", "Too many events to keep them all", "事件过多，未能全部保留"},
        {"narrow_band", "The telephone band hides it", "电话频带内无法观察"},
    };
    static const words states[] = {
        {"too_little_speech", "Too little speech to rest a figure on", "说话太少，数值不可靠"},
        {"not_measurable", "Not measurable in this recording", "本录音无法测量"},
        {"not_observable", "Nothing of the kind is in the recording", "录音中没有此类内容"},
    };
    const char *by_state =
        FIND(states, ct_state_name(figure_state(reading)), lang, words_pick(lang, "Not measured", "未测量"));
    return FIND(reasons, reading->reason, lang, by_state);
}

const char *words_fault_name(ct_fault fault, ct_lang lang)
{
    static const words list[] = {
        {"mono", "one channel", "单声道"},
        {"dual_mono", "the same sound on both channels", "假双声道"},
        {"silent_side", "a side that says nothing", "一方全程无声"},
        {"crosstalk", "crosstalk", "串音"},
        {"dc", "a constant offset", "直流偏移"},
        {"clipping", "clipping", "削波"},
        {"dropouts", "holes in the speech", "丢音"},
        {"lost_audio", "lost audio", "音频丢失"},
        {"side_missing", "audio of one side missing", "一方录音缺失"},
        {"low_level", "a very quiet recording", "录音音量过低"},
        {"noise", "a noisy line", "噪声过大"},
        {"short", "less than 5 s", "录音不足 5 秒"},
    };
    return FIND(list, ct_fault_name(fault), lang, "?");
}

words_fault words_of_fault(ct_fault fault, ct_lang lang)
{
    static const struct {
        words_fault en, zh;
    } faults[CT_FAULTS] = {
        [CT_FAULT_MONO] = {{"One channel: the sides are not apart, so what needs both is not measured.", NULL},
                           {"单声道录音：双方没有分开，需要区分双方的指标不予测量。", NULL}},
        [CT_FAULT_DUAL_MONO] =
            {{"Both channels carry the same sound: the sides are not apart, so what needs both is not "
              "measured. Let the recorder keep one channel for each side.",
              NULL},
             {"两个声道内容相同（假双声道）：双方没有分开，需要区分双方的指标不予测量。"
              "请将录音系统设为双方分声道录制。",
              NULL}},
        [CT_FAULT_SILENT_SIDE] = {{"No speech on this channel. Was it recorded at all?", NULL},
                                  {"该声道全程没有说话声，请检查是否录上。", NULL}},
        [CT_FAULT_CROSSTALK] = {{"The other side is heard on this channel (",
                                 " dB): overlaps and interruptions would be "
                                 "wrong."},
                                {"该声道串入对方声音（", " dB）：重叠、抢话等不可信。"}},
        [CT_FAULT_DC] = {{"Constant offset of ", " % of full scale. It is taken out here; have the recorder checked."},
                         {"存在直流偏移（满幅的 ", "%）：分析时已去除，建议检查录音设备。"}},
        [CT_FAULT_CLIPPING] = {{"",
                                " % of the speech is clipped: recorded too loud, the sound of the voice is distorted."},
                               {"", "% 的语音削波：录音音量过大，音色失真。"}},
        [CT_FAULT_DROPOUTS] = {{"", " short holes in the speech, where sound is missing."},
                               {"说话中有 ", " 处短暂丢音（数字静音）。"}},
        [CT_FAULT_LOST_AUDIO] = {{"", " s of audio never arrived; they count neither as silence nor as speech."},
                                 {"丢失音频 ", " 秒：既不算静音，也不算说话。"}},
        [CT_FAULT_SIDE_MISSING] = {{"", " s of one side are missing: what needs both sides is not measured."},
                                   {"缺少一方 ", " 秒的录音：需要双方声音的项目不予测量。"}},
        [CT_FAULT_LOW_LEVEL] = {{"Very quiet: speech at ", " dBFS. Check the gain of the recorder."},
                                {"录音音量过低：语音仅 ", " dBFS，请检查录音增益。"}},
        [CT_FAULT_NOISE] = {{"Noisy: speech is only ", " dB above the noise."}, {"噪声偏大：语音仅比噪声高 ", " dB。"}},
        [CT_FAULT_SHORT] = {{"Only ", " s long: too short for rates and shares."},
                            {"录音仅 ", " 秒：时间太短，语速、占比等不予测量。"}},
    };
    if ((unsigned)fault >= CT_FAULTS)
        return (words_fault){"?", NULL};
    return lang == CT_LANG_ZH ? faults[fault].zh : faults[fault].en;
}
