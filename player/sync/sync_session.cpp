#include "player/sync/sync_session.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "player/sync/time_token.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "sync";
constexpr std::chrono::hours floor_kept_every{1};
constexpr Seconds override_report_after{1}; // somebody watches the receipts
constexpr int contacts_spared = 6; // by an open channel: one contact where there were so many

Size size_of(const DeviceDescription& device, const std::string& name) {
    for (const DisplayDescription& display : device.displays) {
        if (display.name == name) {
            return display.size;
        }
    }
    return {};
}

} // namespace

SyncSession::SyncSession(const SyncParts& parts, EnrolmentFile file, DeviceDescription device,
                         PresentationReceiver receiver)
    : parts_(parts),
      file_(std::move(file)),
      device_(std::move(device)),
      receiver_(std::move(receiver)),
      store_(parts.directory),
      trust_(store_),
      downloader_(parts.link, parts.assets, parts.clock),
      delivery_(parts.link, parts.journals, parts.log),
      by_code_(file_.token.empty() ? std::optional<CodeEnrolment>(file_.manager_url)
                                   : std::nullopt),
      enrolment_(kept_enrolment(store_, file_)),
      next_contact_(parts.clock.monotonic()) {
    std::optional<PrivateKey> key = store_.device_key();
    if (!key || trust_.document() == nullptr) {
        enrolment_.reset(); // damaged beyond its twin: the manager has to be asked again
    }
    if (enrolment_) {
        identity_.emplace(store_, *std::move(key), *enrolment_);
        parts_.trusted_clock.join(enrolment_->organisation);
        start_displays();
    }
}

void SyncSession::start_displays() {
    const TrustDocument& trust = *trust_.document();
    overrides_.emplace(store_, trust);
    for (const EnrolledDisplay& enrolled : enrolment_->displays) {
        displays_.push_back({enrolled,
                             size_of(device_, enrolled.name),
                             Activation(parts_.directory, parts_.assets, enrolled.id, trust),
                             {},
                             {},
                             {}});
    }
}

void SyncSession::wake() {
    woken_ = true;
    downloader_.interrupt();
}

Microseconds SyncSession::step() {
    if (!std::exchange(published_, true)) {
        publish_all();
    }
    // In this order, so that a wake in between is not lost.
    downloader_.resume();
    const bool woken = woken_.exchange(false);
    follow_channel();
    if (!woken && parts_.clock.monotonic() < next_contact_) {
        return std::min(next_contact_, tell_channel());
    }
    if (ensure_enrolled()) {
        contact();
        work();
        if (std::exchange(report_soon_, false)) {
            report_within(override_report_after);
        }
    }
    return interruption();
}

void SyncSession::publish_all() const {
    if (!enrolment_) {
        for (const DisplayDescription& display : device_.displays) {
            Presentation nothing;
            nothing.name = display.name;
            nothing.size = display.size;
            if (code_) {
                nothing.code = code_->code;
                nothing.device_fingerprint = code_->device_fingerprint;
                nothing.trust_fingerprint = code_->trust_fingerprint;
            }
            receiver_(std::make_shared<const Presentation>(std::move(nothing)));
        }
    }
    for (const Display& display : displays_) {
        publish(display);
    }
}

void SyncSession::publish(const Display& display) const {
    Presentation shown;
    shown.display = display.enrolled.id;
    shown.name = display.enrolled.name;
    shown.size = display.size;
    if (const ActiveManifestPtr& active = display.activation.active()) {
        shown.manifest = active->manifest;
        shown.programs = active->programs;
    }
    shown.overrides = overrides_->all();
    shown.unit_path = display.enrolled.unit_path;
    receiver_(std::make_shared<const Presentation>(std::move(shown)));
}

SyncReport SyncSession::report(std::string nonce) const {
    SyncReport report;
    report.player = enrolment_->player;
    report.nonce = std::move(nonce);
    report.clock = parts_.trusted_clock.read();
    report.trust_version = trust_.document()->version;
    for (const Display& display : displays_) {
        report.displays.push_back({display.enrolled.id, display.enrolled.name,
                                   display.activation.number(), display.wanted, display.blocked});
    }
    report.set_aside = parts_.directory.quarantined();
    const std::vector<Quarantined> blobs = parts_.assets.damaged();
    report.set_aside.insert(report.set_aside.end(), blobs.begin(), blobs.end());
    report.set_aside.insert(report.set_aside.end(), refused_overrides_.begin(),
                            refused_overrides_.end());
    return report;
}

void SyncSession::contact() {
    const std::string nonce = random_hex(parts_.randomness, limits::nonce_bytes_min);
    renew_certificate_when_due();
    const Heartbeat heartbeat = parts_.heartbeats.heartbeat(report(nonce));
    const LinkIdentity as = identity();
    parts_.link.use(as);
    const Microseconds sent = parts_.clock.monotonic();
    const Result<ContactAnswer> answer = parts_.link.contact(heartbeat);
    const Microseconds received = parts_.clock.monotonic();
    ++poll_.turn;
    if (answer) {
        if (std::exchange(poll_.failures, 0) > 0) {
            parts_.log.info(room, "contact_again");
        }
        poll_.asked = answer->next_contact;
        parts_.channel.use(as, enrolment_->player);
        if (const Status kept = identity_->accepted(); !kept) {
            parts_.log.failure(LogLevel::warning, room, "state_not_saved", kept.error());
        }
        obey(*answer, {nonce, sent, received});
        delivery_.deliver();
    } else {
        // Once for each kind of trouble, not at every try of a long outage.
        if (poll_.failures++ == 0 || answer.error().code != trouble_) {
            trouble_ = answer.error().code;
            parts_.log.failure(LogLevel::warning, room, "contact_failed", answer.error());
        }
        const bool mended = mend_contact(answer.error());
        parts_.link.use(identity()); // it may be another now, and mending used none
        if (mended) {
            next_contact_ = parts_.clock.monotonic();
            return;
        }
    }
    rules::PollSituation situation = poll_;
    if (channel_open_) {
        next_heartbeat_ = received + rules::time_to_next_contact(enrolment_->player, poll_);
        situation.asked *= answer ? contacts_spared : 1;
    }
    next_contact_ = received + rules::time_to_next_contact(enrolment_->player, situation);
}

void SyncSession::obey(const ContactAnswer& answer, const rules::TimeExchange& exchange) {
    take_overrides(answer.overrides);
    Status time =
        take_time_token(answer.time_token, *trust_.document(), exchange, parts_.trusted_clock);
    if (answer.trust_version > trust_.document()->version) {
        parts_.link.use(identity());
        if (Status moved = trust_.advance(parts_.link, answer.trust_version); !moved) {
            parts_.log.failure(LogLevel::warning, room, "trust_refused", moved.error());
        }
        take_overrides(answer.overrides); // a key may be new in it
        if (!time) {
            time = take_time_token(answer.time_token, *trust_.document(), exchange,
                                   parts_.trusted_clock);
        }
    }
    if (!time) {
        parts_.log.failure(LogLevel::warning, room, "time_refused", time.error());
    }
    keep_time();
    take_heads(answer.manifests);
    put_up_cards(answer.cards, exchange.received);
    send_screenshots(answer.screenshots);
    if (parts_.restart && !answer.restart.empty()) {
        parts_.restart(answer.restart);
    }
}

void SyncSession::keep_time() {
    const Instant floor = parts_.trusted_clock.floor();
    if (kept_floor_ && floor < *kept_floor_ + floor_kept_every) {
        return;
    }
    if (store_.save_time_floor(floor)) {
        kept_floor_ = floor;
    }
    overrides_->forget_ended(floor);
}

void SyncSession::take_heads(const std::vector<ManifestHead>& heads) {
    bool moved = false;
    for (const ManifestHead& head : heads) {
        for (Display& display : displays_) {
            if (display.enrolled.id != head.display) {
                continue;
            }
            if (display.activation.number() == head.number) {
                display.wanted.reset();
                display.blocked.clear();
            } else {
                display.wanted = head.number;
            }
            if (display.enrolled.unit_path != head.unit_path) {
                display.enrolled.unit_path = head.unit_path;
                publish(display);
                moved = true;
            }
        }
    }
    if (moved) {
        enrolment_->displays.clear();
        for (const Display& display : displays_) {
            enrolment_->displays.push_back(display.enrolled);
        }
        if (Status saved = store_.save_enrolment(*enrolment_); !saved) {
            parts_.log.failure(LogLevel::warning, room, "state_not_saved", saved.error());
        }
    }
}

} // namespace marquee::player
