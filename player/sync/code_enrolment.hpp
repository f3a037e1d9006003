// Enrolment of a device that was told nothing but where its manager is: it shows a code, and people
// compare two fingerprints on its screen with those in the console.
//
// The first contact proves nothing, and nothing secret is said in it: a public key, a name, sizes
// of displays. The device takes the trust document it is offered, shows its fingerprint and, from
// then on, talks only to whom that document vouches for. Whoever stands between would have to offer
// a document of their own, or a key of their own, and either fingerprint would differ. What lets
// the device in is its key: the token it makes up names it, and the manager takes it from no other.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "player/sync/enrolment.hpp"

namespace marquee::player {

// What the slate shows until somebody has confirmed the device.
struct ShownCode {
    std::string code;
    std::string device_fingerprint;
    std::string trust_fingerprint;

    friend bool operator==(const ShownCode&, const ShownCode&) = default;
};

// True for a file that such a device made for itself.
bool is_by_code(const EnrolmentFile& file);

// Owned by the sync thread.
class CodeEnrolment {
public:
    // `manager_url`: "https://manager.example:8444", the players' port.
    explicit CodeEnrolment(std::string manager_url) : manager_url_(std::move(manager_url)) {}

    // One turn: the answer once somebody has confirmed, else the code to show. The token is kept on
    // the disk, so a device that was switched off while it waited comes back to its confirmation.
    // Errors as of enrol(); the next turn begins at what failed.
    Result<std::variant<EnrolmentAnswer, ShownCode>> turn(const EnrolmentParts& parts,
                                                          const DeviceDescription& device);

private:
    Status offer(const EnrolmentParts& parts);
    Result<std::variant<EnrolmentAnswer, ShownCode>> ask(const EnrolmentParts& parts,
                                                         const DeviceDescription& device);

    std::string manager_url_;
    std::optional<EnrolmentFile> file_; // as if somebody had carried it here
};

} // namespace marquee::player
