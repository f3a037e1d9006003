// The manager, as a player reaches it: the players' HTTP API as values.
//
// Documents that are signed travel as the JSON text of their envelope, because a program's digest
// is over that text. Whoever receives one verifies it; the link itself believes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/contact.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/journal.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::player {

// How sure the player is of the time against which certificates are checked. floor: it is at least
// this late, so a certificate that ended before is refused, one that begins later is not.
enum class TimeBound { floor, exact };

// Whom the link believes, and as whom it speaks.
struct LinkIdentity {
    std::vector<std::string> authorities; // PEM, of the pinned trust document; none: nothing pinned
    std::string certificate_pem;          // of the device and its chain; empty before enrolment
    std::string private_key_pem;
    Instant time{};
    TimeBound bound = TimeBound::floor;

    friend bool operator==(const LinkIdentity&, const LinkIdentity&) = default;
};

// Takes the bytes of a blob as they arrive.
class BlobSink {
public:
    virtual ~BlobSink() = default;

    // The bytes that follow start here: at the offset asked for, or at 0 when the manager sends the
    // whole blob instead. Called once, before any write.
    virtual Status begin(std::uint64_t offset) = 0;

    // A failure ends the download and is its result.
    virtual Status write(std::string_view bytes) = 0;
};

struct BlobRequest {
    Sha256 digest;
    std::uint64_t size_bytes = 0; // as signed; not a byte more reaches the sink
    std::uint64_t offset = 0;     // bytes already held
};

// Owned by the sync thread, which makes all calls. Each blocks until it is answered, at most for
// the time-outs of limits.hpp, and fails with
//   unreachable   no connection, or it broke
//   timed_out     the manager did not answer in time
//   tls_refused   the manager could not prove itself, or refused the device's certificate
//   too_large     the answer is over its limit
//   malformed     the answer is not what the API promises
// or with the code of the manager's own problem document (RFC 9457).
class ManagerLink {
public:
    virtual ~ManagerLink() = default;

    // Takes effect with the next call. Without authorities only trust() works, and its answer has
    // to be held against a digest that came another way.
    virtual void use(const LinkIdentity& identity) = 0;

    // Envelope of the newest trust document, or of one version. not_found: there is none.
    virtual Result<std::string> trust(std::optional<std::int64_t> version) = 0;

    // token_spent, expired, … as the manager says. The same request again is answered the same.
    virtual Result<EnrolmentAnswer> enrol(const EnrolmentRequest& request) = 0;

    // `envelope`: JSON of the signed certificate request. Without the device's certificate.
    virtual Result<CertificateAnswer> renew(const std::string& envelope) = 0;
    // The code under which this device waits to be confirmed. busy: too many wait.
    virtual Result<EnrolmentCode> enrolment_code(const EnrolmentRequest& request) = 0;

    virtual Result<ContactAnswer> contact(const Heartbeat& heartbeat) = 0;

    // The highest number of that display's journal that the manager holds durably.
    virtual Result<std::uint64_t> plays(const PlaySegment& segment) = 0;
    virtual Result<std::uint64_t> uptime(const UptimeSegment& segment) = 0;

    // The PNG that answers an order. not_found: nobody waits for it any more.
    virtual Status screenshot(const ScreenshotOrder& order, const std::string& png) = 0;

    // Envelope of the display's newest manifest; nullopt when it is still `held`.
    virtual Result<std::optional<std::string>> manifest(const DisplayId& display,
                                                        std::optional<ManifestNumber> held) = 0;

    // Writes bytes [offset, size) of a blob into the sink, or fewer when the connection breaks
    // (unreachable): what was written stays valid and the next call goes on from there. Whether
    // they are the right bytes is for the sink's owner to find out.
    virtual Status download(const BlobRequest& request, BlobSink& sink) = 0;
};

} // namespace marquee::player
