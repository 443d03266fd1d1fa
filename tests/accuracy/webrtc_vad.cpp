// What WebRTC's speech detector says of raw 16 bit samples at 8 kHz on standard input: a letter 1 or 0 every 10 ms.
// webrtc_vad LIKELIHOOD, 0 very low .. 3 high: the lower, the less is called speech (libfvad's modes 3 .. 0).
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <webrtc/modules/audio_processing/include/audio_processing.h>
#include <webrtc/modules/interface/module_common_types.h>

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    const int hop_samples = 80;
    std::unique_ptr<webrtc::AudioProcessing> processing(webrtc::AudioProcessing::Create());
    webrtc::VoiceDetection *voice = processing->voice_detection();
    voice->set_likelihood(static_cast<webrtc::VoiceDetection::Likelihood>(std::atoi(argv[1])));
    voice->set_frame_size_ms(10);
    voice->Enable(true);
    webrtc::AudioFrame frame;
    frame.sample_rate_hz_ = 8000;
    frame.num_channels_ = 1;
    frame.samples_per_channel_ = hop_samples;
    while (std::fread(frame.data_, sizeof frame.data_[0], hop_samples, stdin) == static_cast<size_t>(hop_samples)) {
        if (processing->ProcessStream(&frame) != webrtc::AudioProcessing::kNoError) return 3;
        std::putchar(voice->stream_has_voice() ? '1' : '0');
    }
    return 0;
}
