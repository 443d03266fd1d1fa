# Start and end of each sounding stretch, by Praat's "To TextGrid (silences)" with its defaults: 25 dB under the loudest,
# silences of 0.1 s, sounds of 0.1 s.
form Silences
    sentence wav
endform
Read from file: wav$
To TextGrid (silences): 100, 0, -25, 0.1, 0.1, "silent", "sounding"
clearinfo
intervals = Get number of intervals: 1
for i to intervals
    label$ = Get label of interval: 1, i
    if label$ = "sounding"
        start = Get start time of interval: 1, i
        end = Get end time of interval: 1, i
        appendInfoLine: start, " ", end
    endif
endfor
