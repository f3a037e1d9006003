// Sources that do what a test says: ready at once, later, never; moving, still, failing.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "player/ports/source_factory.hpp"

namespace marquee::player {

// How the source of an item behaves; by the item's name. The default: ready at once, still.
struct SourceScript {
    bool ready = true;
    bool fails = false;
    ErrorCode failure = ErrorCode::damaged_media;
    Microseconds step{0}; // moves every so often; 0: still
    bool goes_on = false; // under a new identity
};

// Scripts may change while sources are open; they take effect with the next poll. One thread.
class ScriptedSources final : public SourceFactory {
public:
    std::map<std::string, SourceScript> scripts;
    std::vector<std::string> opened; // names in order; "(slate)" for the slate, "(card)" for cards
    std::multiset<std::string> open_now;
    std::map<std::string, Microseconds> positions; // where each was opened last
    std::vector<std::string> went_on;
    std::set<std::string> standing_by;               // of all that were ever opened
    std::map<std::string, std::int32_t> volumes;     // of the display, as each was told last
    std::map<std::string, std::int32_t> volumes_max; // that each was opened for last

    std::unique_ptr<FrameSource> open(const SourceRequest& request) override {
        positions[request.item.name] = request.position;
        volumes[request.item.name] = request.volume.percent;
        volumes_max[request.item.name] = request.volume.percent_max;
        return make(request.item.name, request.shown);
    }
    std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) override {
        slates.push_back(request);
        return make("(slate)", {});
    }
    std::unique_ptr<FrameSource> open_card(const CardRequest& request) override {
        return make("(card)", request.shown);
    }
    std::vector<SlateRequest> slates;

private:
    class Source final : public FrameSource {
    public:
        Source(ScriptedSources& owner, std::string name, ShownItem shown)
            : owner_(owner), name_(std::move(name)), shown_(std::move(shown)) {
            owner_.open_now.insert(name_);
        }
        ~Source() override { owner_.open_now.erase(owner_.open_now.find(name_)); }

        SourceState poll() override {
            const SourceScript& script = owner_.scripts[name_];
            failure_ = {script.failure, "scripted", name_, {}};
            return script.fails   ? SourceState::failed
                   : script.ready ? SourceState::ready
                                  : SourceState::preparing;
        }
        void stand_by() override { owner_.standing_by.insert(name_); }
        const Error& failure() const override { return failure_; }
        Frame frame_at(Microseconds position) override {
            Frame frame;
            frame.item = shown_;
            const Microseconds step = owner_.scripts[name_].step;
            frame.serial = step.count() > 0 ? static_cast<std::uint64_t>(position / step) : 0;
            return frame;
        }
        std::optional<Microseconds> next_change(Microseconds position) const override {
            const Microseconds step = owner_.scripts[name_].step;
            return step.count() > 0 ? std::optional((position / step + 1) * step) : std::nullopt;
        }

        void set_volume(std::int32_t percent) override { owner_.volumes[name_] = percent; }

        bool go_on_as(const ShownItem& shown) override {
            if (!owner_.scripts[name_].goes_on) {
                return false;
            }
            shown_ = shown;
            owner_.went_on.push_back(name_);
            return true;
        }

    private:
        ScriptedSources& owner_;
        std::string name_;
        ShownItem shown_;
        Error failure_;
    };

    std::unique_ptr<FrameSource> make(const std::string& name, const ShownItem& shown) {
        opened.push_back(name);
        return std::make_unique<Source>(*this, name, shown);
    }
};

} // namespace marquee::player
