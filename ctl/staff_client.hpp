// Speaks to the manager's staff REST as an account does: HTTPS to one address, trusting one
// authority, with a bearer token.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::ctl {

// What `marqueectl setup` leaves for its caller, in a file of mode 0600: credentials/1.0.
struct Credentials {
    std::string manager_url; // "https://127.0.0.1:8443", the staff port
    std::string token;
    std::string tls_authority_pem; // the only authorities that are believed, one after the other

    friend bool operator==(const Credentials&, const Credentials&) = default;
};

std::string write_credentials(const Credentials& credentials);
Result<Credentials> read_credentials(std::string_view text);

// not_found when there is no such file.
Result<Credentials> load_credentials(const std::filesystem::path& file);

// Names are in lower case.
using Headers = std::map<std::string, std::string>;

struct Answer {
    int status = 200;
    std::string etag; // with its quotes; empty when there was none
    Headers headers;
    std::string body;

    // Empty when there was none.
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

struct Ask {
    std::string method = "GET";
    std::string path;     // "/api/v1/units"
    std::string body;     // JSON unless `headers` say otherwise; sent when it is not empty
    std::string if_match; // an etag; sent when it is not empty
    Headers headers;      // further ones
};

// One thread. Movable.
class StaffClient {
public:
    // `patience`: how long it waits for a connection, and for each piece of an answer.
    explicit StaffClient(Credentials credentials, Seconds patience = Seconds{20});
    StaffClient(StaffClient&& other) noexcept;
    ~StaffClient();

    // The answer when its status is 2xx. Otherwise the manager's problem as an Error whose `what`
    // is its sentence; unreachable, tls_refused, timed_out when there was no answer.
    Result<Answer> send(const Ask& ask);

    // Any answer at all, whatever its status; fails only when there was none.
    Result<Answer> exchange(const Ask& ask);

private:
    struct Connection;

    Credentials credentials_;
    Seconds patience_;
    std::unique_ptr<Connection> connection_; // made with the first request
};

} // namespace marquee::ctl
