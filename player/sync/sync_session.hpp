// Keeps the player and its manager in step: who it is, what time it is, what it shall show.
//
// One turn after another, each as long as the network takes: enrol once; then at every contact a
// heartbeat up and, coming down, overrides first, the time, the trust document, and the number of
// the manifest each display should hold; then manifests, blobs, activation. Push is a hint that
// makes the next turn come early; everything works by asking alone. While the live channel is open
// heartbeats go over it and contacts are rarer.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/log.hpp"
#include "common/random.hpp"
#include "player/ports/card_stand.hpp"
#include "player/ports/heartbeat_source.hpp"
#include "player/ports/manager_channel.hpp"
#include "player/ports/manager_link.hpp"
#include "player/ports/presentation.hpp"
#include "player/ports/screenshot_source.hpp"
#include "player/sync/activation.hpp"
#include "player/sync/code_enrolment.hpp"
#include "player/sync/device_identity.hpp"
#include "player/sync/downloader.hpp"
#include "player/sync/enrolment.hpp"
#include "player/sync/journal_delivery.hpp"
#include "player/sync/override_keeper.hpp"
#include "player/sync/state_store.hpp"
#include "player/sync/trust_keeper.hpp"
#include "player/sync/trusted_clock.hpp"
#include "schemas/rules/poll.hpp"

namespace marquee::player {

// What a session works with. Everything outlives it.
struct SyncParts {
    StateDirectory& directory;
    DiskAssetStore& assets;
    TrustedClock& trusted_clock;
    ManagerLink& link;
    ManagerChannel& channel;
    HeartbeatSource& heartbeats;
    Randomness& randomness;
    const Clock& clock;
    const Log& log;
    JournalOutbox* journals = nullptr;       // none: nothing is written down
    ScreenshotSource* screenshots = nullptr; // none: orders for screenshots are passed over
    CardStand* cards = nullptr;              // none: orders for cards are passed over
    // Told, on the sync thread, which run of the player shall begin anew; none: passed over.
    std::function<void(const std::string& boot_id)> restart = {};
};

// Owned by the sync thread, except wake().
class SyncSession {
public:
    // Called on the sync thread, during step() only. Until the player is enrolled a presentation
    // has no display id; its name says which display it is for.
    using PresentationReceiver = std::function<void(PresentationPtr)>;

    // A file without a token: the device has only the manager's address, and joins by a code.
    SyncSession(const SyncParts& parts, EnrolmentFile file, DeviceDescription device,
                PresentationReceiver receiver);

    // One turn; blocks on network and disk. The first one hands over what the disk holds before it
    // asks anybody. Answers when the next one is due, by the monotonic clock.
    Microseconds step();

    // Any thread; never blocks. Cuts a running download short and makes the next step contact the
    // manager at once.
    void wake();

    bool enrolled() const { return enrolment_.has_value(); }

private:
    struct Display {
        EnrolledDisplay enrolled;
        Size size;
        Activation activation;
        std::optional<ManifestNumber> wanted;
        std::string blocked;        // slug
        std::optional<CardId> card; // was put up, as the manager ordered last
    };

    // What one display's work came to: done, or to be gone on with after a contact.
    enum class Progress { done, unfinished };

    void start_displays();
    bool ensure_enrolled();
    Result<std::optional<EnrolmentAnswer>> ask_to_join();
    void show_code(std::optional<ShownCode> code);
    void publish(const Display& display) const;
    void publish_unenrolled() const;
    void publish_all() const;

    void follow_channel();
    Microseconds tell_channel();
    Microseconds interruption() const;
    void report_within(Seconds delay);

    LinkIdentity identity() const;
    void renew_certificate_when_due();
    void renew_certificate();
    bool catch_up_trust();
    bool mend_contact(const Error& failure);
    SyncReport report(std::string nonce) const;
    void contact();
    void obey(const ContactAnswer& answer, const rules::TimeExchange& exchange);
    void take_overrides(const std::vector<Envelope>& overrides);
    Quarantined refused(const Envelope& envelope, const Error& error) const;
    void put_up_cards(const std::vector<CardOrder>& orders, Microseconds arrived);
    void send_screenshots(const std::vector<ScreenshotOrder>& orders);
    void take_heads(const std::vector<ManifestHead>& heads);
    void keep_time();

    void work();
    bool is_current() const;
    Progress bring_up_to_date(Display& display);
    Progress replace_lost(Display& display);
    Status fetch_manifest(Display& display);
    Status complete(Display& display);
    Status fetch_blob(const BlobRef& blob);
    void remove_unneeded();

    SyncParts parts_;
    EnrolmentFile file_;
    DeviceDescription device_;
    PresentationReceiver receiver_;

    StateStore store_;
    TrustKeeper trust_;
    Downloader downloader_;
    JournalDelivery delivery_;
    std::optional<CodeEnrolment> by_code_; // instead of a file
    std::optional<ShownCode> code_;        // on the slate
    std::optional<EnrolmentAnswer> enrolment_;
    std::optional<DeviceIdentity> identity_; // of `enrolment_`
    std::optional<OverrideKeeper> overrides_;
    std::vector<Display> displays_;

    std::atomic<bool> woken_ = false;
    bool published_ = false;
    bool report_soon_ = false;
    std::vector<Quarantined> refused_overrides_; // of the last contact
    rules::PollSituation poll_;
    ErrorCode trouble_ = ErrorCode::unreachable; // of the failures that poll_ counts, the last
    Microseconds next_contact_{0};
    bool channel_open_ = false;
    Microseconds next_heartbeat_ = Microseconds::max(); // over the channel
    std::optional<Instant> kept_floor_;
    Microseconds next_renewal_{0}; // not tried again before, by the monotonic clock
};

} // namespace marquee::player
