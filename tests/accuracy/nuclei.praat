# Syllables of a sound, in the manner of N. H. de Jong and T. Wempe, "Praat script to detect syllable nuclei and measure
# speech rate automatically", Behavior Research Methods 41 (2009), written anew: peaks of the intensity within 25 dB of
# its 99 % point, a dip of 2 dB before the next, voiced at the peak, within a sounding stretch (pauses of 0.3 s).
form Nuclei
    sentence wav
endform
silence_db = -25
dip_db = 2
sound = Read from file: wav$
duration = Get total duration
intensity = To Intensity: 50, 0, "yes"
least = Get minimum: 0, 0, "parabolic"
loudest = Get quantile: 0, 0, 0.99
most = Get maximum: 0, 0, "parabolic"
threshold = max (loudest + silence_db, least)
# "To TextGrid" counts from the very loudest, the rest from the 99 % point
grid = To TextGrid (silences): silence_db - (most - loudest), 0.3, 0.1, "silent", "sounding"
selectObject: sound
pitch = To Pitch (ac): 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450
selectObject: intensity
frames = Get number of frames
peaks = 0
for i from 2 to frames - 1
    before = Get value in frame: i - 1
    here = Get value in frame: i
    after = Get value in frame: i + 1
    if here > before and here >= after and here > threshold
        peaks += 1
        peak_s [peaks] = Get time from frame number: i
        peak_db [peaks] = here
    endif
endfor
nuclei = 0
for i to peaks
    stands = i = peaks
    if not stands
        selectObject: intensity
        dip = Get minimum: peak_s [i], peak_s [i + 1], "none"
        stands = peak_db [i] - dip > dip_db
    endif
    if stands
        selectObject: pitch
        f0 = Get value at time: peak_s [i], "Hertz", "linear"
        selectObject: grid
        interval = Get interval at time: 1, peak_s [i]
        label$ = Get label of interval: 1, interval
        if f0 <> undefined and label$ = "sounding"
            nuclei += 1
        endif
    endif
endfor
writeInfoLine: nuclei
