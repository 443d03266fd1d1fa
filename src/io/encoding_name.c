#include "io/encoding_name.h"

#include <sndfile.h>
#include <stddef.h>

typedef struct format_word {
    int format;
    const char *word;
} format_word;

static const format_word containers[] = {
    {SF_FORMAT_WAV, "WAV"},  {SF_FORMAT_WAVEX, "WAV"}, {SF_FORMAT_RF64, "RF64"}, {SF_FORMAT_W64, "W64"},
    {SF_FORMAT_AU, "AU"},    {SF_FORMAT_AIFF, "AIFF"}, {SF_FORMAT_CAF, "CAF"},   {SF_FORMAT_FLAC, "FLAC"},
    {SF_FORMAT_OGG, "Ogg"},  {SF_FORMAT_RAW, "raw"},   {SF_FORMAT_VOC, "VOC"},   {SF_FORMAT_NIST, "NIST"},
    {SF_FORMAT_IRCAM, "SF"}, {SF_FORMAT_WVE, "WVE"},
};

static const format_word codecs[] = {
    {SF_FORMAT_PCM_S8, "8 bit"},
    {SF_FORMAT_PCM_U8, "8 bit"},
    {SF_FORMAT_PCM_16, "16 bit"},
    {SF_FORMAT_PCM_24, "24 bit"},
    {SF_FORMAT_PCM_32, "32 bit"},
    {SF_FORMAT_FLOAT, "float"},
    {SF_FORMAT_DOUBLE, "double"},
    {SF_FORMAT_ULAW, "mu-law"},
    {SF_FORMAT_ALAW, "A-law"},
    {SF_FORMAT_IMA_ADPCM, "IMA ADPCM"},
    {SF_FORMAT_MS_ADPCM, "MS ADPCM"},
    {SF_FORMAT_GSM610, "GSM 6.10"},
    {SF_FORMAT_VOX_ADPCM, "VOX ADPCM"},
    {SF_FORMAT_G721_32, "G.721"},
    {SF_FORMAT_G723_24, "G.723, 24 kbit/s"},
    {SF_FORMAT_G723_40, "G.723, 40 kbit/s"},
    {SF_FORMAT_NMS_ADPCM_16, "NMS ADPCM"},
    {SF_FORMAT_NMS_ADPCM_24, "NMS ADPCM"},
    {SF_FORMAT_NMS_ADPCM_32, "NMS ADPCM"},
    {SF_FORMAT_ALAC_16, "ALAC"},
    {SF_FORMAT_ALAC_20, "ALAC"},
    {SF_FORMAT_ALAC_24, "ALAC"},
    {SF_FORMAT_ALAC_32, "ALAC"},
    {SF_FORMAT_VORBIS, "Vorbis"},
    {SF_FORMAT_OPUS, "Opus"},
    {SF_FORMAT_MPEG_LAYER_I, "MP1"},
    {SF_FORMAT_MPEG_LAYER_II, "MP2"},
    {SF_FORMAT_MPEG_LAYER_III, "MP3"},
};

const char *container_name(int sf_format)
{
    if ((sf_format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG && codec_name(sf_format))
        return codec_name(sf_format);
    for (size_t i = 0; i < sizeof containers / sizeof containers[0]; i++) {
        if (containers[i].format == (sf_format & SF_FORMAT_TYPEMASK))
            return containers[i].word;
    }
    return "audio";
}

const char *codec_name(int sf_format)
{
    for (size_t i = 0; i < sizeof codecs / sizeof codecs[0]; i++) {
        if (codecs[i].format == (sf_format & SF_FORMAT_SUBMASK))
            return codecs[i].word;
    }
    return NULL;
}
