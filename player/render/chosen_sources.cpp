#include "player/render/chosen_sources.hpp"

#include <utility>

namespace marquee::player {
namespace {

class Absent final : public FrameSource {
public:
    SourceState poll() override { return SourceState::preparing; }
    const Error& failure() const override { return failure_; }
    Frame frame_at(Microseconds) override { return {}; }
    std::optional<Microseconds> next_change(Microseconds) const override { return std::nullopt; }

private:
    Error failure_; // never used: it does not fail
};

} // namespace

// Passes everything on, and notes a failure.
class ChosenSources::Watched final : public FrameSource {
public:
    Watched(std::unique_ptr<FrameSource> real, std::string place, std::optional<Error>& failure)
        : real_(std::move(real)), place_(std::move(place)), failure_(failure) {}

    SourceState poll() override {
        const SourceState state = real_->poll();
        if (state == SourceState::failed && !failure_) {
            failure_ = real_->failure();
            failure_->where = place_;
        }
        return state;
    }
    const Error& failure() const override { return real_->failure(); }
    Frame frame_at(Microseconds position) override { return real_->frame_at(position); }
    std::optional<Microseconds> next_change(Microseconds position) const override {
        return real_->next_change(position);
    }
    bool settled(Microseconds position) const override { return real_->settled(position); }

private:
    std::unique_ptr<FrameSource> real_;
    std::string place_;
    std::optional<Error>& failure_; // the factory's
};

std::unique_ptr<FrameSource> ChosenSources::open(const SourceRequest& request) {
    const auto chosen = chosen_.find(request.item.id);
    if (chosen == chosen_.end()) {
        return std::make_unique<Absent>();
    }
    return std::make_unique<Watched>(real_.open(request), chosen->second, failure_);
}

} // namespace marquee::player
