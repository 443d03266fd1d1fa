"""Speech for training that is spoken: by espeak-ng and in Debian's telephone prompts, with labels by two trackers.

F0 is RAPT's (SPTK 3.9) every 2.5 ms on the clean sound; where Praat disagrees about voice, away from an edge, or about
F0, the label is UNSURE and trains nothing. Voices and talkers that tests keep apart are not among these.
"""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.ndimage import binary_dilation
from scipy.signal import resample_poly

RATE_HZ = 8000
STEP_S = 0.0025
RAPT_EARLY_S = 0.003  # RAPT's stamps against hard_talker's truth
UNSURE = -1.0
EDGE_STEPS = 10  # 25 ms: trackers may differ so near to an edge
SAME = 0.08
RAPT = ["/usr/libexec/sptk/bin/pitch", "-a", "0", "-s", "8", "-p", "20", "-L", "60", "-H", "500", "-o", "1"]
PROMPTS = Path("/usr/share/asterisk/sounds")
PROMPT_FOLDERS = {"en_US_f_Allison": 75, "it_IT_m_Carlo": 110, "es_MX_f_Allison": 25}  # and how many are taken
VARIANTS = """m1 m2 m3 m4 m6 m7 f1 f3 f4 Andrea edward adam Alicia Annie antonio belinda boris Denis gustave Henrique
marcelo pablo steph david john Nguyen grandma grandpa klatt2 klatt4""".split()
SENTENCES = {
    "de": [
        "Guten Tag, mein Name ist Weber, was kann ich heute für Sie tun? Einen Moment bitte, ich sehe gleich nach.",
        "Ihre Rechnung ist gestern bezahlt worden, da müssen Sie nichts weiter unternehmen.",
    ],
    "es": [
        "Buenos días, le atiende Marina. ¿Me puede decir el número de su pedido, por favor?",
        "Ya lo he encontrado. Mañana por la mañana lo enviamos de nuevo, no se preocupe.",
    ],
    "it": [
        "Buonasera, la ringrazio per avere aspettato. Il suo rimborso arriverà entro lunedì.",
        "Non ho capito bene l'indirizzo, me lo può ripetere lentamente?",
    ],
    "pt": [
        "Bom dia, em que posso ajudar? A ligação está um pouco ruim, pode repetir o nome?",
        "O valor já foi devolvido na sua conta, amanhã aparece no extrato.",
    ],
    "nl": [
        "Goedemorgen, u spreekt met de klantenservice. Waar gaat het over?",
        "Ik verbind u even door naar mijn collega, blijft u aan de lijn.",
    ],
    "pl": [
        "Dzień dobry, w czym mogę pomóc? Proszę podać numer umowy, zaraz sprawdzę.",
        "Wymiana urządzenia jest bezpłatna, kurier przyjedzie jutro rano.",
    ],
    "sv": [
        "Hej och välkommen, vad kan jag hjälpa dig med i dag? Det ordnar vi genast.",
        "Jag ser att leveransen är försenad, den kommer på onsdag eftermiddag.",
    ],
    "tr": [
        "İyi günler, size nasıl yardımcı olabilirim? Bir dakika lütfen, hemen bakıyorum.",
        "Yeni kartınız yarın adresinize gönderilecek, merak etmeyin.",
    ],
    "vi": [
        "Xin chào, tôi có thể giúp gì cho anh chị? Vui lòng chờ một chút, tôi kiểm tra ngay.",
        "Đơn hàng của anh sẽ được giao vào sáng mai, cảm ơn anh đã gọi.",
    ],
    "id": [
        "Selamat pagi, ada yang bisa saya bantu? Mohon tunggu sebentar, saya periksa dulu.",
        "Uang anda sudah kami kembalikan kemarin, silakan lihat rekening anda.",
    ],
}


def say(language, variant, text, pitch, speed):
    """espeak-ng's sound at RATE_HZ."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as out:
        command = ["espeak-ng", "-v", f"{language}+{variant}", "-p", str(pitch), "-s", str(speed), "-w", out.name, text]
        subprocess.run(command, check=True, capture_output=True)
        rate_hz, samples = wavfile.read(out.name)
    divisor = np.gcd(rate_hz, RATE_HZ)
    return resample_poly(samples / 32768.0, RATE_HZ // divisor, rate_hz // divisor)


def espeak_sounds(seed, count):
    """Utterances over all languages and variants."""
    rng = np.random.default_rng(seed)
    languages = sorted(SENTENCES)
    for k in range(count):
        language = languages[k % len(languages)]
        text = SENTENCES[language][k // len(languages) % 2]
        yield say(language, VARIANTS[(7 * k) % len(VARIANTS)], text, int(rng.integers(15, 86)), int(rng.integers(130, 210)))


def prompt_sounds(seed):
    """Sentences of the training talkers, of 1.5 to 9 s."""
    rng = np.random.default_rng(seed)
    for folder, count in PROMPT_FOLDERS.items():
        paths = sorted(p for p in (PROMPTS / folder).iterdir() if p.suffix in (".wav", ".gsm") and "tone" not in p.stem)
        taken = 0
        for i in rng.permutation(len(paths)):
            raw = subprocess.run(
                ["sox", "-D", paths[i], "-r", str(RATE_HZ), "-e", "signed", "-b", "16", "-c", "1", "-t", "raw", "-"],
                check=True,
                capture_output=True,
            ).stdout
            sound = np.frombuffer(raw, "<i2") / 32768.0
            if 1.5 < len(sound) / RATE_HZ < 9 and np.std(sound) > 0.005 and taken < count:
                taken += 1
                yield sound


def rapt(sound):
    """F0 in Hz every STEP_S, as told at its stamps."""
    loud = (sound / (np.abs(sound).max() + 1e-9) * 20000).astype("<f4")
    return np.frombuffer(subprocess.run(RAPT, input=loud.tobytes(), check=True, capture_output=True).stdout, "<f4")


def praat(sounds):
    """F0 in Hz every STEP_S from 0 s, of all sounds in one run."""
    with tempfile.TemporaryDirectory() as folder:
        for k, sound in enumerate(sounds):
            wavfile.write(f"{folder}/{k}.wav", RATE_HZ, (sound / np.abs(sound).max() * 30000).astype(np.int16))
        script = Path(folder) / "track.praat"
        script.write_text(
            f"""for k from 0 to {len(sounds) - 1}
  Read from file: "{folder}/" + string$(k) + ".wav"
  end = Get total duration
  To Pitch (ac): {STEP_S}, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 500
  out$ = "{folder}/" + string$(k) + ".txt"
  for i from 0 to floor(end / {STEP_S})
    f = Get value at time: i * {STEP_S}, "Hertz", "linear"
    f = if f = undefined then 0 else f fi
    appendFile: out$, f, newline$
  endfor
  select all
  Remove
endfor
""",
            encoding="utf-8",
        )
        subprocess.run(["praat", "--run", script], check=True, capture_output=True)
        return [np.loadtxt(f"{folder}/{k}.txt") for k in range(len(sounds))]


def labelled(sounds):
    """Each sound with F0 every STEP_S: 0 unvoiced, UNSURE where the trackers differ."""
    for sound, other in zip(sounds, praat(sounds)):
        f0 = rapt(sound)
        at = np.arange(len(other)) * STEP_S
        own = f0[np.clip(np.rint((at - RAPT_EARLY_S) / STEP_S).astype(int), 0, len(f0) - 1)].copy()
        voiced = own > 0
        edge = binary_dilation(voiced[1:] != voiced[:-1], iterations=EDGE_STEPS)
        near_edge = np.append(edge, False) | np.append(False, edge)
        both = voiced & (other > 0)
        differ = both & (np.abs(other / np.where(voiced, own, 1) - 1) > SAME)
        unsure = differ | ((voiced != (other > 0)) & ~near_edge)
        own[unsure] = UNSURE
        yield sound, own
