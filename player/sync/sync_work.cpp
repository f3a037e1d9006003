// The part of a turn that changes what displays hold: manifests, blobs, activation.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "player/sync/sync_session.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "sync";
constexpr Seconds report_after{2}; // an activation

} // namespace

void SyncSession::work() {
    const bool was_current = is_current();
    // Another display first in each turn, so that a long film on one holds up no other for ever.
    for (std::size_t i = 0; i < displays_.size(); ++i) {
        Display& display = displays_[(poll_.turn + i) % displays_.size()];
        if (bring_up_to_date(display) == Progress::unfinished
            || replace_lost(display) == Progress::unfinished) {
            next_contact_ = parts_.clock.monotonic(); // a contact comes first, then it goes on
            return;
        }
    }
    if (!was_current && is_current()) {
        report_within(report_after);
    }
}

bool SyncSession::is_current() const {
    return std::none_of(displays_.begin(), displays_.end(),
                        [](const Display& display) { return display.wanted.has_value(); });
}

SyncSession::Progress SyncSession::bring_up_to_date(Display& display) {
    if (!display.wanted) {
        return Progress::done;
    }
    Status status;
    if (display.activation.candidate() != display.wanted) {
        status = fetch_manifest(display);
    }
    if (status && display.activation.candidate()) {
        status = complete(display);
    }
    if (status) {
        display.blocked.clear();
        return Progress::done;
    }
    if (status.error().code == ErrorCode::busy) {
        display.blocked = "downloading";
        return Progress::unfinished;
    }
    const std::string slug(error_slug(status.error().code));
    if (slug != display.blocked) { // once, not at every try
        parts_.log.failure(
            LogLevel::warning, room, "manifest_blocked", status.error(),
            {{"display", display.enrolled.id}, {"number", to_string(*display.wanted)}});
    }
    display.blocked = slug;
    return Progress::done;
}

Status SyncSession::fetch_manifest(Display& display) {
    const ManifestNumber number = display.activation.number();
    const auto held = number == ManifestNumber{} ? std::nullopt : std::optional(number);
    Result<std::optional<std::string>> envelope = parts_.link.manifest(display.enrolled.id, held);
    if (!envelope) {
        return tl::unexpected(envelope.error());
    }
    if (!*envelope) { // it is the newest after all
        display.wanted.reset();
        return {};
    }
    return display.activation.consider(std::move(**envelope), *trust_.document(),
                                       parts_.trusted_clock.floor());
}

Status SyncSession::complete(Display& display) {
    const TrustDocument& trust = *trust_.document();
    for (;;) {
        const Result<std::vector<BlobRef>> missing = display.activation.missing(trust);
        if (!missing) {
            return tl::unexpected(missing.error());
        }
        if (missing->empty()) {
            break;
        }
        for (const BlobRef& blob : *missing) {
            if (Status fetched = fetch_blob(blob); !fetched) {
                return fetched;
            }
        }
    }
    if (Status activated = display.activation.activate(trust); !activated) {
        return activated;
    }
    if (display.activation.number() >= *display.wanted) {
        display.wanted.reset();
    }
    parts_.log.info(
        room, "manifest_activated",
        {{"display", display.enrolled.id}, {"number", to_string(display.activation.number())}});
    publish(display);
    remove_unneeded();
    return {};
}

SyncSession::Progress SyncSession::replace_lost(Display& display) {
    const std::vector<BlobRef> lost = display.activation.lost();
    for (const BlobRef& blob : lost) {
        const Status fetched = fetch_blob(blob);
        if (!fetched && fetched.error().code == ErrorCode::busy) {
            return Progress::unfinished;
        }
        if (!fetched) {
            parts_.log.failure(LogLevel::warning, room, "blob_not_replaced", fetched.error());
            return Progress::done;
        }
    }
    if (!lost.empty()) {
        publish(display); // an item that could not be opened can be now
    }
    return Progress::done;
}

Status SyncSession::fetch_blob(const BlobRef& blob) {
    Status fetched = downloader_.fetch(blob, interruption());
    if (!fetched && fetched.error().code == ErrorCode::disk_full) {
        remove_unneeded();
        fetched = downloader_.fetch(blob, interruption());
    }
    return fetched;
}

void SyncSession::remove_unneeded() {
    std::unordered_set<Sha256> needed;
    for (const Display& display : displays_) {
        display.activation.add_needed(needed);
    }
    parts_.assets.keep_only(needed);
}

} // namespace marquee::player
