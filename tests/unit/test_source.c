/* Every format comes in at its level, rate and length, and however it is fetched. */
#include "unit/source_files.h"

/* An independent reading of ITU-T G.711: the quantizer's values by its segments, 14 and 13 bits, as 16-bit numbers. */
static int mu_law(unsigned code)
{
    unsigned inverted = ~code & 0xff, segment = inverted >> 4 & 7, step = inverted & 15;
    int magnitude = (int)(((2 * step + 33) << segment) - 33) * 4;
    return inverted & 0x80 ? -magnitude : magnitude;
}

static int a_law(unsigned code)
{
    unsigned toggled = code ^ 0x55, segment = toggled >> 4 & 7, step = toggled & 15;
    int magnitude = (int)(segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1)) * 8;
    return toggled & 0x80 ? magnitude : -magnitude;
}

static void check_companding(ct_encoding encoding, int sf_subtype, int (*expected)(unsigned))
{
    unsigned char codes[256];
    for (unsigned i = 0; i < 256; i++)
        codes[i] = (unsigned char)i;
    write_bytes(in_folder("codes"), codes, sizeof codes);
    SF_INFO info = {.samplerate = 8000, .channels = 1, .format = SF_FORMAT_WAV | sf_subtype};
    SNDFILE *file = sf_open(in_folder("codes.wav"), SFM_WRITE, &info);
    assert_int_equal(sf_write_raw(file, codes, 256), 256);
    sf_close(file);
    heard raw = hear(in_folder("codes"), &(ct_raw_format){encoding, 8000, 1}), wav = hear(in_folder("codes.wav"), NULL);
    assert_int_equal(raw.frames, 256);
    assert_int_equal(wav.frames, 256);
    for (unsigned i = 0; i < 256; i++) {
        assert_true(raw.samples[i] * 32768.0f == (float)expected(i));
        assert_true(wav.samples[i] == raw.samples[i]);
    }
    free(raw.samples);
    free(wav.samples);
}

static void g711_decodes_to_the_standards_values(void **state)
{
    check_companding(CT_ULAW, SF_FORMAT_ULAW, mu_law);
    check_companding(CT_ALAW, SF_FORMAT_ALAW, a_law);
}

static void sixteen_bits_at_8_khz_are_exact(void **state)
{
    short samples[] = {0, 1, -1, 32767, -32768, 12345, -12345, 256};
    SF_INFO info = {.samplerate = 8000, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *file = sf_open(in_folder("exact.wav"), SFM_WRITE, &info);
    assert_int_equal(sf_writef_short(file, samples, 4), 4);
    sf_close(file);
    heard h = hear(in_folder("exact.wav"), NULL);
    assert_int_equal(h.frames, 4);
    for (size_t i = 0; i < 8; i++)
        assert_true(h.samples[i] == (float)samples[i] / 32768.0f);
    free(h.samples);
}

static void every_format_keeps_level_and_length(void **state)
{
    static const struct {
        const char *name;
        int format, channels;
        const char *encoding;
        double tolerance_db, length_s; /* G.711 has steps of 3 %, ADPCM 4 bits. Block codecs fill their last block */
    } formats[] = {
        {"u8.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 2, "WAV, 8 bit", 0.2, 0}, /* a step is 3 % of the quieter tone */
        {"16.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, "WAV, 16 bit", 0.01, 0},
        {"24.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 2, "WAV, 24 bit", 0.01, 0},
        {"32.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 2, "WAV, 32 bit", 0.01, 0},
        {"float.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 2, "WAV, float", 0.01, 0},
        {"double.wav", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 2, "WAV, double", 0.01, 0},
        {"alaw.wav", SF_FORMAT_WAV | SF_FORMAT_ALAW, 2, "WAV, A-law", 0.15, 0},
        {"ulaw.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 2, "WAV, mu-law", 0.15, 0},
        {"ex16.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, 2, "WAV, 16 bit", 0.01, 0},
        {"exalaw.wav", SF_FORMAT_WAVEX | SF_FORMAT_ALAW, 2, "WAV, A-law", 0.15, 0},
        {"gsm.WAV", SF_FORMAT_WAV | SF_FORMAT_GSM610, 1, "WAV, GSM 6.10", 1.0, 0.04},
        {"ima.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 2, "WAV, IMA ADPCM", 1.0, 0.07},
        {"ms.wav", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 2, "WAV, MS ADPCM", 1.0, 0.07},
        {"rf64.wav", SF_FORMAT_RF64 | SF_FORMAT_PCM_16, 2, "WAV, 16 bit", 0.01, 0},
        {"w64.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 2, "W64, 16 bit", 0.01, 0},
        {"au.au", SF_FORMAT_AU | SF_FORMAT_ULAW, 2, "AU, mu-law", 0.15, 0},
        {"caf.caf", SF_FORMAT_CAF | SF_FORMAT_PCM_16, 2, "CAF, 16 bit", 0.01, 0},
        {"aiff.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 2, "AIFF, 16 bit", 0.01, 0},
        {"flac.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 2, "FLAC, 16 bit", 0.01, 0},
        {"vorbis.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 2, "Ogg, Vorbis", 0.5, 0},
        {"opus.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 2, "Ogg, Opus", 0.5, 0},
        {"mp3.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 2, "MP3", 0.5, 0.15},
        {"vox.vox", SF_FORMAT_RAW | SF_FORMAT_VOX_ADPCM, 1, "raw, VOX ADPCM", 1.0, 0},
        {"gsm.gsm", SF_FORMAT_RAW | SF_FORMAT_GSM610, 1, "raw, GSM 6.10", 1.0, 0.04},
        {"ulaw.ulaw", SF_FORMAT_RAW | SF_FORMAT_ULAW, 1, "raw, mu-law", 0.15, 0},
        {"UL.UL", SF_FORMAT_RAW | SF_FORMAT_ULAW, 1, "raw, mu-law", 0.15, 0},
        {"alaw.alaw", SF_FORMAT_RAW | SF_FORMAT_ALAW, 1, "raw, A-law", 0.15, 0},
        {"al.al", SF_FORMAT_RAW | SF_FORMAT_ALAW, 1, "raw, A-law", 0.15, 0},
        {"sln.sln", SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 1, "raw, 16 bit", 0.01, 0},
        {"raw.raw", SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 1, "raw, 16 bit", 0.01, 0},
    };
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const char *path = in_folder(formats[i].name);
        if (!write_tone(path, formats[i].format, 8000, formats[i].channels, 2.0)) {
            print_message("SKIP %s: this libsndfile does not write it\n", formats[i].name);
            continue;
        }
        heard h = hear(path, NULL);
        if (h.status != CT_OK || strcmp(h.encoding, formats[i].encoding) != 0 || h.notes[0])
            fail_msg("%s: status %d, %s, %s%s", path, h.status, h.encoding, h.message.text, h.notes);
        if (fabs((double)h.frames / 8000.0 - 2.0) > formats[i].length_s + 1e-9)
            fail_msg("%s: %zu frames", path, h.frames);
        for (unsigned c = 0; c < h.channels; c++) {
            double expected_db = TONE_POWER_DB - (c == 1 ? 20.0 * log10(2.0) : 0.0);
            if (fabs(power_db(&h, c, 0.5, 1.5) - expected_db) > formats[i].tolerance_db)
                fail_msg("%s: channel %u has %.2f dB", path, c, power_db(&h, c, 0.5, 1.5));
        }
        assert_int_equal(h.channels, formats[i].channels);
        assert_int_equal(h.rate_hz, 8000);
        free(h.samples);
    }
}

static void raw_pcm_is_little_endian_and_scaled_to_one(void **state)
{
    static const unsigned char s16[] = {0x00, 0x40, 0x00, 0xc0}, s24[] = {0, 0, 0x40, 0, 0, 0xc0},
                               s32[] = {0, 0, 0, 0x40, 0, 0, 0, 0xc0}, f32[] = {0, 0, 0, 0x3f, 0, 0, 0, 0xbf};
    static const struct {
        ct_encoding encoding;
        const unsigned char *bytes;
        size_t n;
    } cases[] = {{CT_PCM_S16, s16, 4}, {CT_PCM_S24, s24, 6}, {CT_PCM_S32, s32, 8}, {CT_PCM_F32, f32, 8}};
    for (size_t i = 0; i < 4; i++) {
        write_bytes(in_folder("half"), cases[i].bytes, cases[i].n);
        heard h = hear(in_folder("half"), &(ct_raw_format){cases[i].encoding, 8000, 2});
        assert_int_equal(h.frames, 1);
        assert_true(h.samples[0] == 0.5f && h.samples[1] == -0.5f);
        free(h.samples);
    }
}

/* The tone's amplitude and delay, by projection on sine and cosine over whole periods. */
static void check_tone_at(const heard *h, int rate_hz)
{
    double in_phase = 0.0, quadrature = 0.0, other = 0.0;
    const size_t from = 1600, n = 8000; /* away from the edges, whole periods of 8 samples */
    for (size_t i = from; i < from + n; i++) {
        double angle = 2.0 * PI * TONE_HZ * (double)i / 8000.0;
        in_phase += h->samples[i] * sin(angle) * 2.0 / (double)n;
        quadrature += h->samples[i] * cos(angle) * 2.0 / (double)n;
    }
    double amplitude = hypot(in_phase, quadrature), delay_s = -atan2(quadrature, in_phase) / (2.0 * PI * TONE_HZ);
    for (size_t i = from; i < from + n; i++) {
        double angle = 2.0 * PI * TONE_HZ * (double)i / 8000.0;
        other += pow(h->samples[i] - in_phase * sin(angle) - quadrature * cos(angle), 2.0) / (double)n;
    }
    if (fabs(20.0 * log10(amplitude / TONE_PEAK)) > 0.1 || fabs(delay_s) > 10e-6 || other > 1e-7)
        fail_msg("%d Hz: amplitude %.4f, delay %.1f us, other power %g", rate_hz, amplitude, 1e6 * delay_s, other);
}

static void resampling_keeps_level_pitch_time_and_length(void **state)
{
    static const int rates_hz[] = {6000, 11025, 12000, 16000, 22050, 32000, 44100, 48000};
    for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; i++) {
        assert_true(write_tone(in_folder("rate.wav"), SF_FORMAT_WAV | SF_FORMAT_FLOAT, rates_hz[i], 1, 2.0));
        heard h = hear(in_folder("rate.wav"), NULL);
        assert_int_equal(h.rate_hz, rates_hz[i]);
        assert_true(fabs((double)h.frames - 16000.0) <= 1.0);
        assert_true(fabs(h.duration_s - 2.0) < 1e-6);
        check_tone_at(&h, rates_hz[i]);
        free(h.samples);
    }
}

/* A tone's phase is blind to whole periods; the first loud sample of a click is not. */
static void a_click_stays_where_it_was(void **state)
{
    static const int rates_hz[] = {6000, 8000, 11025, 16000, 44100, 48000};
    for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; i++) {
        SF_INFO info = {.samplerate = rates_hz[i], .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
        SNDFILE *file = sf_open(in_folder("click.wav"), SFM_WRITE, &info);
        for (int k = 0; k < 2 * rates_hz[i]; k++) {
            float sample = k == rates_hz[i] ? 0.9f : 0.0f;
            sf_writef_float(file, &sample, 1);
        }
        sf_close(file);
        heard h = hear(in_folder("click.wav"), NULL);
        size_t loudest = 0;
        for (size_t k = 0; k < h.frames; k++)
            loudest = fabsf(h.samples[k]) > fabsf(h.samples[loudest]) ? k : loudest;
        assert_true(labs((long)loudest - 8000) <= 1);
        free(h.samples);
    }
}

static void speech_up_to_3600_hz_passes_and_above_4_khz_does_not_fold(void **state)
{
    static const struct {
        double hz, least_db, most_db;
    } cases[] = {{3600.0, -9.2, -8.9}, {4300.0, -200.0, -100.0}, {7000.0, -200.0, -100.0}};
    for (size_t i = 0; i < 3; i++) {
        SF_INFO info = {.samplerate = 16000, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
        SNDFILE *file = sf_open(in_folder("high.wav"), SFM_WRITE, &info);
        for (int k = 0; k < 32000; k++) {
            float sample = (float)(TONE_PEAK * sin(2.0 * PI * cases[i].hz * k / 16000.0));
            sf_writef_float(file, &sample, 1);
        }
        sf_close(file);
        heard h = hear(in_folder("high.wav"), NULL);
        double db = power_db(&h, 0, 0.5, 1.5);
        if (db < cases[i].least_db || db > cases[i].most_db)
            fail_msg("%.0f Hz comes out at %.1f dB", cases[i].hz, db);
        free(h.samples);
    }
}

static void capacity_never_changes_a_sample(void **state)
{
    static const size_t capacities[] = {1, 7, 160, 65536};
    static const int rates_hz[] = {8000, 44100, 6000};
    for (size_t r = 0; r < 3; r++) {
        heard first = {0};
        assert_true(write_tone(in_folder("cut.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, rates_hz[r], 2, 1.37));
        for (size_t i = 0; i < 4; i++) {
            ct_source *source = NULL;
            assert_int_equal(ct_source_open(in_folder("cut.wav"), NULL, &source, NULL), CT_OK);
            heard h = read_all(source, capacities[i]);
            if (i == 0)
                first = h;
            assert_int_equal(h.frames, first.frames);
            assert_memory_equal(h.samples, first.samples, h.frames * 2 * sizeof *h.samples);
            if (i > 0)
                free(h.samples);
        }
        free(first.samples);
    }
}

static void after_the_end_nothing_comes(void **state)
{
    float frames[64];
    size_t n = 7;
    ct_source *source = NULL;
    assert_true(write_tone(in_folder("end.wav"), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 16000, 1, 0.1));
    assert_int_equal(ct_source_open(in_folder("end.wav"), NULL, &source, NULL), CT_OK);
    while (n > 0)
        assert_int_equal(ct_source_read(source, frames, 64, &n, NULL), CT_OK);
    for (int i = 0; i < 3; i++) {
        n = 7;
        assert_int_equal(ct_source_read(source, frames, 64, &n, NULL), CT_OK);
        assert_int_equal(n, 0);
    }
    ct_source_close(source);
    ct_source_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(g711_decodes_to_the_standards_values),
        cmocka_unit_test(sixteen_bits_at_8_khz_are_exact),
        cmocka_unit_test(every_format_keeps_level_and_length),
        cmocka_unit_test(raw_pcm_is_little_endian_and_scaled_to_one),
        cmocka_unit_test(resampling_keeps_level_pitch_time_and_length),
        cmocka_unit_test(a_click_stays_where_it_was),
        cmocka_unit_test(speech_up_to_3600_hz_passes_and_above_4_khz_does_not_fold),
        cmocka_unit_test(capacity_never_changes_a_sample),
        cmocka_unit_test(after_the_end_nothing_comes),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
