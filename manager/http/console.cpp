#include "manager/http/console.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace marquee::manager {

namespace {

constexpr std::string_view nonce_place = "__MARQUEE_NONCE__"; // manager/web/vite.config.ts
constexpr std::size_t nonce_bytes = 16;

constexpr auto media_types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
});

constexpr std::string_view not_built =
    "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>Marquee</title>"
    "<h1>控制台还没有构建</h1><p>管理端在正常工作。在源码目录运行 <code>scripts/console "
    "build</code>，"
    "再用 <code>--console-dir</code> 指向 <code>manager/web/dist</code>。</p>"
    "<h1 lang=\"en\">The console is not built</h1><p lang=\"en\">The manager itself works. Run "
    "<code>scripts/console build</code> in the source tree and point <code>--console-dir</code> "
    "to <code>manager/web/dist</code>.</p></html>";

std::string policy_of(const std::string& nonce) {
    const std::string quoted = "'nonce-" + nonce + "'";
    return "default-src 'none'; script-src " + quoted + "; style-src 'self' " + quoted
           + "; img-src 'self' blob:; media-src 'self'; connect-src 'self'; "
             "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
}

std::string replace_all(std::string text, std::string_view place, std::string_view by) {
    for (std::size_t at = text.find(place); at != std::string::npos;
         at = text.find(place, at + by.size())) {
        text.replace(at, place.size(), by);
    }
    return text;
}

std::string_view media_type_of(std::string_view path) {
    for (const auto& [ending, type] : media_types) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

// Whether the list of Accept-Encoding names `coding` without refusing it (RFC 9110, 12.5.3).
bool accepts(std::string_view list, std::string_view coding) {
    for (std::size_t begin = 0; begin < list.size();) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        std::string_view entry = list.substr(begin, end - begin);
        entry.remove_prefix(std::min(entry.find_first_not_of(' '), entry.size()));
        const std::string_view name = entry.substr(0, entry.find_first_of("; "));
        const bool refused = entry.find("q=0") != std::string_view::npos
                             && entry.find("q=0.") == std::string_view::npos;
        if (name == coding) {
            return !refused;
        }
        begin = end + 1;
    }
    return false;
}

Response html(std::string bytes, const std::string& nonce) {
    Response response{.body = std::move(bytes)};
    response.headers.set("Content-Type", "text/html; charset=utf-8");
    response.headers.set("Content-Security-Policy", policy_of(nonce));
    response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
    response.headers.set("Cache-Control", "no-store");
    return response;
}

} // namespace

Console::Console(std::vector<ConsoleFile> files, AuthorityPem authority, Service& behind,
                 Randomness& randomness)
    : authority_(std::move(authority)), behind_(behind), randomness_(randomness) {
    for (ConsoleFile& file : files) {
        if (file.path == "index.html") {
            index_ = std::move(file.bytes);
        } else if (file.path.ends_with(".br")) {
            pages_["/" + file.path.substr(0, file.path.size() - 3)].brotli = std::move(file.bytes);
        } else if (file.path.ends_with(".gz")) {
            pages_["/" + file.path.substr(0, file.path.size() - 3)].gzip = std::move(file.bytes);
        } else {
            pages_["/" + file.path].bytes = std::move(file.bytes);
        }
    }
}

Response Console::handle(const Request& request) {
    std::optional<Response> response = answer(request);
    if (!response) {
        return behind_.handle(request);
    }
    response->headers.set("X-Content-Type-Options", "nosniff");
    response->headers.set("Referrer-Policy", "no-referrer");
    return *std::move(response);
}

std::optional<Response> Console::answer(const Request& request) {
    if (request.method != Method::get && request.method != Method::head) {
        return std::nullopt;
    }
    if (request.path == "/" || request.path == "/index.html") {
        return index();
    }
    if (request.path == "/authority.crt") {
        Response response{.body = authority_()};
        response.headers.set("Content-Type", "application/x-x509-ca-cert");
        response.headers.set("Content-Disposition",
                             "attachment; filename=\"marquee-authority.crt\"");
        response.headers.set("Cache-Control", "no-store");
        return response;
    }
    const auto found = pages_.find(request.path);
    return found == pages_.end() ? std::nullopt
                                 : std::optional(file(found->first, found->second, request));
}

Response Console::index() {
    const std::string nonce = random_hex(randomness_, nonce_bytes);
    return html(replace_all(index_.empty() ? std::string(not_built) : index_, nonce_place, nonce),
                nonce);
}

Response Console::file(const std::string& path, const Page& page, const Request& request) const {
    const std::string_view codings = request.headers.find("Accept-Encoding").value_or("");
    Response response;
    if (!page.brotli.empty() && accepts(codings, "br")) {
        response.headers.set("Content-Encoding", "br");
        response.body = page.brotli;
    } else if (!page.gzip.empty() && accepts(codings, "gzip")) {
        response.headers.set("Content-Encoding", "gzip");
        response.body = page.gzip;
    } else {
        response.body = page.bytes;
    }
    response.headers.set("Content-Type", std::string(media_type_of(path)));
    response.headers.set("Vary", "Accept-Encoding");
    response.headers.set("Cache-Control", path.starts_with("/assets/")
                                              ? "public, max-age=31536000, immutable"
                                              : "no-cache");
    return response;
}

} // namespace marquee::manager
