// The players' port: enrolment, contact, manifests, blobs, trust, journals.
//
// A player is who its certificate says (subject CN = PlayerId), is not retired and holds the very
// certificate last issued to it. Two verbs need no certificate: the trust document, which is
// public, and enrolment, which brings a token.
#pragma once

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/edge/contact.hpp"
#include "manager/fleet/device_certificates.hpp"
#include "manager/fleet/enrolment.hpp"
#include "manager/fleet/enrolment_codes.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/exchange.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "manager/reporting/play_intake.hpp"
#include "manager/reporting/uptime_intake.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::manager {

class PlayerService final : public Service {
public:
    // What the verbs work with; all outlive the service.
    struct Rooms {
        Database& database;
        BlobStore& blobs;
        const TrustAuthority& trust;
        Enrolment& enrolment;
        DeviceCertificates& certificates;
        EnrolmentCodes& codes;
        Contact& contact;
        PublishingRequests& publishing;
        PlayIntake& plays;
        UptimeIntake& uptime;
        Screenshots& screenshots;
        const Log& log;
    };

    explicit PlayerService(Rooms rooms) : rooms_(rooms) {}

    RoutePolicy policy(const RequestHead& head) override;
    Response handle(const Request& request) override;

private:
    Result<Response> route(const Request& request);
    Result<Response> route_enrolled(const Request& request, const Player& player);
    Result<Response> enrol(const Request& request);
    Result<Response> renew(const Request& request);
    Result<Response> give_code(const Request& request);
    Result<Response> contact(const Request& request, const Player& player);
    Result<Response> plays(const Request& request, const Player& player);
    Result<Response> uptime(const Request& request, const Player& player);
    Result<Response> trust(const Request& request, std::string_view version);
    Result<Response> manifest(const Request& request, const Player& player, const DisplayId& id);
    Result<Response> screenshot(const Request& request, const Player& player,
                                const ScreenshotOrder& order);
    Result<Response> blob(const std::string& digest);

    Rooms rooms_;
};

} // namespace marquee::manager
