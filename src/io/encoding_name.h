/* How a recording's container and codec are called in reports: "WAV, A-law". */
#ifndef CT_IO_ENCODING_NAME_H
#define CT_IO_ENCODING_NAME_H

/* The container of a libsndfile format: "WAV", "MP3" ...; "audio" for one without a name here. Static. */
const char *container_name(int sf_format);

/* The codec: "A-law", "16 bit" ...; NULL where none is known. Static. */
const char *codec_name(int sf_format);

#endif
