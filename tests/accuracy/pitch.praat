# F0 of a sound, a value every 10 ms (0 where unvoiced), after the time of the first: by Praat's autocorrelation method
# with the defaults of its window "To Pitch (ac)..." but for floor and ceiling.
form Pitch
    sentence wav
    positive floor_hz 75
    positive ceiling_hz 500
endform
Read from file: wav$
To Pitch (ac): 0.01, floor_hz, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, ceiling_hz
first = Get time from frame number: 1
frames = Get number of frames
writeInfoLine: first
for i to frames
    f0 = Get value in frame: i, "Hertz"
    if f0 = undefined
        f0 = 0
    endif
    appendInfoLine: f0
endfor
