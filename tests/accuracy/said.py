"""Sentences that espeak-ng says: their sound, cut to telephone band and to its edges, and their syllables.

Texts are written here. A Mandarin syllable is a character; an English one is counted from espeak-ng's own phonemes.
Voice, speed, pitch and liveliness are drawn from a seed; the voices are those of the sound's part (apart.py).
"""

import sys
from pathlib import Path

import numpy as np

import apart
import audio
import cache

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "fixtures"))
import speaking  # noqa: E402  (its folder is known only now)

LANGUAGES = {"Mandarin": ("zh", "cmn-latn-pinyin"), "English": ("en", "en-us")}
SPEEDS = {"Mandarin": (150, 240), "English": (140, 210)}
LEVEL_DBFS = -24.0
SENTENCES = {
    "Mandarin": (
        "您好，很高兴为您服务，请问有什么可以帮您？", "我想查一下上个月的账单，好像多扣了钱。", "请您稍等，我马上帮您核实一下。",
        "这个订单已经发出去了，预计后天下午送到。", "如果您方便的话，请告诉我登记的手机号码。", "我们的工程师会在今天晚上之前联系您。",
        "这个问题我已经反映了三次，一直没有人处理。", "非常抱歉给您带来了不便，我理解您的心情。", "您的套餐下个月一号到期，需要帮您续订吗？",
        "那我再考虑一下，明天给你们回电话。", "退款一般需要三到五个工作日到账。", "请您打开设置，然后选择网络连接。",
        "昨天晚上家里的网络突然断了，重启也没有用。", "您看这样处理可以吗？我先帮您登记投诉。", "感谢您的耐心等待，查询结果已经出来了。",
        "发票可以开电子的，也可以寄纸质的给您。",
    ),
    "English": (
        "Thank you for calling, how may I help you today?", "I would like to know why my bill is higher this month.",
        "Let me look that up for you, it will only take a moment.", "The parcel left our warehouse yesterday and should arrive on Friday.",
        "Could you please confirm the name on the account?", "I have called three times and nobody has solved this problem.",
        "I am sorry about the trouble, and I understand how you feel.", "Your contract ends in June, would you like to renew it now?",
        "The technician can visit you between nine and eleven in the morning.", "Please open the settings and choose the second entry.",
        "We can send the invoice by email or by ordinary mail.", "My internet went down last night and it is still not working.",
        "A refund usually takes three to five working days.", "Is there anything else that I can do for you?",
        "I will talk to my manager and call you back this afternoon.", "That sounds good, but I need some time to think about it.",
    ),
}  # fmt: skip


def recipe():
    """What a sentence depends on, for the cache."""
    return (Path(__file__), Path(speaking.__file__), speaking.espeak_version())


def drawn_voice(language, dice, is_apart):
    """A voice of that part, as speaking.make_clip() wants it."""
    names = apart.voices(is_apart)
    return {
        "voice": f"{LANGUAGES[language][1]}+{names[dice.integers(len(names))]}",
        "speed": int(dice.integers(*SPEEDS[language])),
        "pitch": int(dice.integers(30, 70)),
        "range": int(dice.integers(60, 160)),
    }


def clip(language, text, voice):
    """A line as a clip, its syllables counted."""
    short, espeak_name = LANGUAGES[language]
    syllables = speaking.hanzi(text) if short == "zh" else speaking.nuclei(text, espeak_name)
    try:
        return speaking.make_clip({"say": text, "syllables": syllables}, short, voice)
    except ValueError:  # espeak-ng's phonemes and the characters differ, or a comma made a long gap
        return None


def sentence(language, number, is_apart):
    """(path, syllables) of one sentence with half a second of near silence around it."""
    seed = apart.seed(number, is_apart)
    key = cache.key_of(language, seed, *recipe())

    def speak():
        dice = np.random.default_rng(seed)
        text = SENTENCES[language][number % len(SENTENCES[language])]
        spoken = None
        while spoken is None:
            spoken = clip(language, text, drawn_voice(language, dice, is_apart))
        pad = np.zeros(audio.RATE_HZ // 2)
        sound = spoken.sound * 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(spoken.sound**2))
        sound = np.concatenate([pad, sound, pad])
        return sound + 10 ** (-65 / 20) * dice.standard_normal(len(sound)), spoken.syllables

    sound, syllables = cache.value("said", key, speak)
    return cache.kept("said", key, ".wav", lambda path: audio.write_wav(path, sound)), syllables
