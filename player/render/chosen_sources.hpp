// Opens only the items that a picture needs, and keeps the reason of the first that fails.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "player/ports/source_factory.hpp"

namespace marquee::player {

// One thread. Outlives the sources it made.
class ChosenSources final : public SourceFactory {
public:
    // `chosen`: the items, each with its place for error messages. `real` outlives this.
    ChosenSources(SourceFactory& real, std::map<ItemId, std::string> chosen)
        : real_(real), chosen_(std::move(chosen)) {}

    // Of an item that was not chosen: a source that never becomes ready.
    std::unique_ptr<FrameSource> open(const SourceRequest& request) override;
    std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) override {
        return real_.open_slate(request);
    }
    std::unique_ptr<FrameSource> open_card(const CardRequest& request) override {
        return real_.open_card(request);
    }

    // With the item's place in `where`.
    const std::optional<Error>& failure() const { return failure_; }

private:
    class Watched;

    SourceFactory& real_;
    std::map<ItemId, std::string> chosen_;
    std::optional<Error> failure_;
};

} // namespace marquee::player
