// Real sources that make whoever asks wait until they are ready and settled: so that an engine
// driven without a clock shows what it would show on a machine that always keeps up.
#pragma once

#include <poll.h>

#include <memory>
#include <utility>

#include "player/ports/source_factory.hpp"

namespace marquee::player {

class PatientSources final : public SourceFactory {
public:
    explicit PatientSources(SourceFactory& real) : real_(real) {}

    std::unique_ptr<FrameSource> open(const SourceRequest& request) override {
        return std::make_unique<Patient>(real_.open(request));
    }
    std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) override {
        return real_.open_slate(request);
    }
    std::unique_ptr<FrameSource> open_card(const CardRequest& request) override {
        return real_.open_card(request);
    }

private:
    class Patient final : public FrameSource {
    public:
        explicit Patient(std::unique_ptr<FrameSource> real) : real_(std::move(real)) {}

        SourceState poll() override {
            SourceState state = real_->poll();
            for (int turn = 0; turn < turns && state == SourceState::preparing; ++turn) {
                ::poll(nullptr, 0, turn_ms);
                state = real_->poll();
            }
            return state;
        }
        const Error& failure() const override { return real_->failure(); }
        Frame frame_at(Microseconds position) override {
            Frame frame = real_->frame_at(position);
            for (int turn = 0; turn < turns && !real_->settled(position); ++turn) {
                ::poll(nullptr, 0, turn_ms);
                frame = real_->frame_at(position);
            }
            return frame;
        }
        std::optional<Microseconds> next_change(Microseconds position) const override {
            return real_->next_change(position);
        }

    private:
        static constexpr int turn_ms = 2;
        static constexpr int turns = 30'000; // a minute; then the test fails by what it sees

        std::unique_ptr<FrameSource> real_;
    };

    SourceFactory& real_;
};

} // namespace marquee::player
