// The staff console in front of the staff REST: the built pages as static files.
//
// Only names that were there at the start are answered, from memory, so no path leads anywhere
// else. The page itself is never cached and carries a fresh nonce; its policy lets nothing run,
// load or connect that is not the manager's own. Files under assets/ have their digest in their
// name and are cached for ever. What is no page of the console goes on to the service behind.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/random.hpp"
#include "manager/ports/console_file.hpp"
#include "manager/ports/exchange.hpp"

namespace marquee::manager {

class Console final : public Service {
public:
    // Certificates (PEM) of the manager's own authority, for people to download and trust.
    using AuthorityPem = std::function<std::string()>;

    // `files`: index.html, assets/…, and NAME.br or NAME.gz beside NAME where they were compressed
    // in advance. None: "/" answers with a page that says how to build the console. `behind` and
    // `randomness` outlive the console.
    Console(std::vector<ConsoleFile> files, AuthorityPem authority, Service& behind,
            Randomness& randomness);

    RoutePolicy policy(const RequestHead& head) override { return behind_.policy(head); }
    Reception receive(const RequestHead& head) override { return behind_.receive(head); }
    std::optional<Response> worded(const RequestHead& head, int status, ErrorCode code) override {
        return behind_.worded(head, status, code);
    }
    Response handle(const Request& request) override;

private:
    struct Page {
        std::string bytes;
        std::string brotli; // empty: not there
        std::string gzip;
    };

    std::optional<Response> answer(const Request& request);
    Response index();
    Response file(const std::string& path, const Page& page, const Request& request) const;

    std::map<std::string, Page, std::less<>> pages_; // by request path: "/assets/…"
    std::string index_;                              // with places for the nonce; empty: not built
    AuthorityPem authority_;
    Service& behind_;
    Randomness& randomness_;
};

} // namespace marquee::manager
