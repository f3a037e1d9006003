#include "player/sync/override_keeper.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "common/signature.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/override.hpp"

namespace marquee::player {
namespace {

constexpr std::chrono::days lift_memory{400};

bool is_lift(const HeldOverride& held) {
    return std::holds_alternative<Lift>(held.content.action);
}

Status verify_lift(const Envelope& envelope, const std::string& type, const Override* known,
                   const TrustDocument& trust) {
    if (known != nullptr && std::holds_alternative<Notice>(known->action)
        && verify(envelope, type, trust, KeyRole::notice, 1)) {
        return {};
    }
    // What showing takes: the approvals of a program, and the manager's choice.
    return verify(envelope, type, trust, KeyRole::approve, trust.thresholds.approve).and_then([&] {
        return verify(envelope, type, trust, KeyRole::manifest, 1);
    });
}

} // namespace

Status check_override(const Envelope& envelope, const Override& content, const Override* known,
                      const TrustDocument& trust) {
    if (content.organisation != trust.organisation) {
        return fail(ErrorCode::foreign_organisation, "an override of another organisation",
                    "/organisation");
    }
    const std::string type = wire::payload_type(wire::formats::screen_override);
    if (std::holds_alternative<Black>(content.action)) {
        return verify(envelope, type, trust, KeyRole::withdraw, 1);
    }
    if (std::holds_alternative<Notice>(content.action)) {
        return verify(envelope, type, trust, KeyRole::notice, 1);
    }
    return verify_lift(envelope, type, known, trust);
}

OverrideKeeper::OverrideKeeper(StateStore& store, const TrustDocument& trust) : store_(store) {
    for (HeldOverride& held : store.overrides()) {
        Status checked = check_override(held.envelope, held.content, nullptr, trust);
        if (!checked && is_lift(held)) {
            // What it lifted is gone; the signature that was enough then is enough now.
            checked = verify(held.envelope, wire::payload_type(wire::formats::screen_override),
                             trust, KeyRole::notice, 1);
        }
        if (checked) {
            held_.push_back(std::move(held));
        } else {
            store.set_aside_override(held.content.id, checked.error());
        }
    }
}

const HeldOverride* OverrideKeeper::find(const OverrideId& id) const {
    const auto found = std::find_if(held_.begin(), held_.end(), [&](const HeldOverride& held) {
        return held.content.id == id;
    });
    return found == held_.end() ? nullptr : &*found;
}

Result<rules::OverrideNews> OverrideKeeper::take(const Envelope& envelope,
                                                 const TrustDocument& trust) {
    Result<Override> content = wire::read_override(envelope.payload);
    if (!content) {
        return tl::unexpected(content.error());
    }
    const HeldOverride* known = find(content->id);
    if (Status sound = rules::as_status(rules::validate(*content)); !sound) {
        return tl::unexpected(sound.error());
    }
    const Status checked =
        check_override(envelope, *content, known != nullptr ? &known->content : nullptr, trust);
    if (!checked) {
        return tl::unexpected(checked.error());
    }
    const Result<rules::OverrideNews> news =
        rules::accept_override(*content, known != nullptr ? &known->content : nullptr, trust);
    if (!news || *news == rules::OverrideNews::known) {
        return news;
    }
    if (Status room = known != nullptr ? Status() : make_room(); !room) {
        return tl::unexpected(room.error());
    }
    HeldOverride taken{std::move(*content), envelope};
    const Status saved = store_.save_override(taken);
    // A full disk must not keep a display from going black.
    std::erase_if(held_,
                  [&](const HeldOverride& held) { return held.content.id == taken.content.id; });
    held_.push_back(std::move(taken));
    return saved.map([] { return rules::OverrideNews::fresh; });
}

Status OverrideKeeper::make_room() {
    if (held_.size() < limits::overrides_kept_max) {
        return {};
    }
    const auto first_to_end = [](const HeldOverride& one, const HeldOverride& two) {
        return std::pair(!is_lift(one), one.content.not_after)
               < std::pair(!is_lift(two), two.content.not_after);
    };
    const auto least = std::min_element(held_.begin(), held_.end(), first_to_end);
    if (!is_lift(*least)) {
        return fail(ErrorCode::too_large, "more overrides hold than a player keeps");
    }
    return store_.remove_override(least->content.id).map([&] { held_.erase(least); });
}

void OverrideKeeper::forget_ended(Instant proven) {
    std::erase_if(held_, [&](const HeldOverride& held) {
        const Instant end = held.content.not_after;
        const Instant forgotten = is_lift(held) ? end + lift_memory : end;
        return forgotten <= proven && store_.remove_override(held.content.id);
    });
}

std::vector<Override> OverrideKeeper::all() const {
    std::vector<Override> all;
    all.reserve(held_.size());
    for (const HeldOverride& held : held_) {
        all.push_back(held.content);
    }
    return all;
}

} // namespace marquee::player
