// A manager in memory, as a player reaches it: answers from what the test put there, breaks where
// the test says so, and keeps a list of what it was asked.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/ports/manager_link.hpp"
#include "tests/fakes/signing_office.hpp"

namespace marquee::player {

class FakeManagerLink final : public ManagerLink {
public:
    explicit FakeManagerLink(SigningOffice& office);

    // What it holds; tests change it as they like.
    std::map<std::int64_t, std::string> trusts; // by version
    std::map<DisplayId, std::string> manifests; // envelopes
    std::map<DisplayId, ManifestNumber> heads;  // what contacts say
    std::map<Sha256, std::string> blobs;
    std::vector<Envelope> overrides;
    std::vector<UnitId> unit_path{{sample_id(2)}};
    Instant utc = instant_from_rfc3339("2026-11-21T12:00:00Z").value();
    bool confirmed = true; // false: a device by code has to wait
    std::string code = "7KQ2M9XR";
    std::string spent_by; // public key that used the token; empty: nobody yet

    // The certificates it knows of its one player, as a real manager does: the next takes the place
    // of the present one when it is first used. Memory that forked children share.
    struct Known {
        char present[8'192];
        char next[8'192];
    };
    std::shared_ptr<Known> known;
    std::chrono::hours certificate_life{24 * 365};

    // Asked before every call; an error is the call's answer. "trust", "contact", "manifest ID",
    // "blob OFFSET", "enrol", "renew", "plays", "uptime".
    std::function<std::optional<Error>(const std::string& call)> fault;
    // Told of every piece of a blob before it is handed over; an error cuts the download there.
    std::function<Status(std::uint64_t offset)> piece_fault;
    std::size_t piece_bytes = 1000;

    std::vector<std::string> calls;
    std::vector<Heartbeat> heartbeats;
    std::vector<PlaySegment> play_segments;
    std::vector<UptimeSegment> uptime_segments;
    std::vector<ScreenshotOrder> screenshot_orders; // what a contact is answered with
    std::vector<std::pair<ScreenshotOrder, std::string>> screenshots;
    std::vector<CardOrder> card_orders; // the same
    std::string run_to_end;             // of the player; empty: none
    LinkIdentity identity;

    // Puts a manifest and everything it names where the player can fetch it.
    void publish(const Manifest& manifest, const std::vector<SignedProgram>& programs);
    void put_blob(const std::string& bytes);
    std::size_t count(const std::string& call_prefix) const;

    void use(const LinkIdentity& now) override { identity = now; }
    Result<std::string> trust(std::optional<std::int64_t> version) override;
    Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request) override;
    Result<CertificateAnswer> renew(const std::string& envelope) override;
    Result<EnrolmentCode> enrolment_code(const EnrolmentRequest& request) override;
    Result<ContactAnswer> contact(const Heartbeat& heartbeat) override;
    Result<std::uint64_t> plays(const PlaySegment& segment) override;
    Result<std::uint64_t> uptime(const UptimeSegment& segment) override;
    Status screenshot(const ScreenshotOrder& order, const std::string& png) override;
    Result<std::optional<std::string>> manifest(const DisplayId& display,
                                                std::optional<ManifestNumber> held) override;
    Status download(const BlobRequest& request, BlobSink& sink) override;

private:
    Status recognise();
    Status called(const std::string& call);

    SigningOffice& office_;
};

} // namespace marquee::player
