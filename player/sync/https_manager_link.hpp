// The players' HTTP API over TLS, by POCO.
//
//   GET  /player/v1/trust, /player/v1/trust/{version}
//   POST /player/v1/enrolments   /player/v1/certificates   /player/v1/contacts
//   POST /player/v1/plays        /player/v1/uptime
//   GET  /player/v1/displays/{id}/manifest   ETag "epoch.generation", If-None-Match
//   GET  /player/v1/blobs/{sha256}           Range
//   PUT  /player/v1/displays/{id}/screenshots/{screenshot}
//
// The manager has to prove itself by an authority of the pinned trust document and by the name in
// its URL; neither the system's certificate store nor its clock is asked.
#pragma once

#include <string>

#include "player/ports/manager_link.hpp"
#include "player/sync/https_client.hpp"

namespace marquee::player {

class HttpsManagerLink final : public ManagerLink {
public:
    HttpsManagerLink(HttpsAddress address, const Clock& clock, const LinkPatience& patience = {});

    void use(const LinkIdentity& identity) override;
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
    struct Document {
        int status = 0;
        std::string body;
    };

    // A whole answer, or the error its problem document names.
    Result<Document> fetch(const HttpsRequest& request, std::size_t body_bytes_max);
    Result<std::uint64_t> deliver(const std::string& path, std::string segment);
    Status need_pin() const;

    HttpsClient client_;
    const Clock& clock_;
    const Microseconds answer_patience_;
    bool pinned_ = false;
};

} // namespace marquee::player
