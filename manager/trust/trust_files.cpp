#include "manager/trust/trust_files.hpp"

#include <algorithm>

#include <sys/stat.h>

#include "common/certificate.hpp"
#include "common/durable_file.hpp"
#include "common/trust_chain.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/trust.hpp"

namespace marquee::manager {

namespace {

namespace fs = std::filesystem;

// The same failure, told of a file.
tl::unexpected<Error> in_file(const fs::path& path, Error error) {
    error.what = path.filename().string() + ": " + error.what;
    error.where = path.string();
    return tl::unexpected(std::move(error));
}

// A file that only its owner may read.
Result<std::string> read_secret(const fs::path& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && (about.st_mode & 077) != 0) {
        return fail(ErrorCode::not_allowed,
                    "others than its owner may read this secret; chmod 600 it", path.string());
    }
    return read_whole(path, limits::key_file_bytes_max);
}

Result<TrustVersion> read_version(const fs::path& path) {
    const auto text = read_whole(path, limits::envelope_bytes_max(limits::trust_bytes_max));
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto envelope = wire::read_envelope(*text, limits::trust_bytes_max);
    if (!envelope) {
        return in_file(path, envelope.error());
    }
    auto document = wire::read_trust(envelope->payload);
    if (!document) {
        return in_file(path, document.error());
    }
    return TrustVersion{std::move(*envelope), std::move(*document)};
}

// The highest N of the files trust-N.json; 0 when there is none.
Result<std::int64_t> highest_version(const fs::path& directory) {
    std::int64_t highest = 0;
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().stem().string();
        const bool document = name.starts_with("trust-") && entry->path().extension() == ".json"
                              && name.size() > 6 && name.size() < 20
                              && std::all_of(name.begin() + 6, name.end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
        if (document) {
            highest = std::max<std::int64_t>(highest, std::stoll(name.substr(6)));
        }
    }
    if (error) {
        return fail(ErrorCode::not_found, "cannot be listed: " + error.message(),
                    directory.string());
    }
    return highest;
}

} // namespace

fs::path TrustFiles::version_path(std::int64_t version) const {
    return directory_ / ("trust-" + std::to_string(version) + ".json");
}

fs::path TrustFiles::key_path(const KeyId& id) const {
    return directory_ / "keys" / (id + ".pem");
}

bool TrustFiles::founded() const {
    std::error_code error;
    return fs::exists(version_path(1), error);
}

Status TrustFiles::prepare() const {
    for (const fs::path& directory :
         {directory_, directory_ / "keys", directory_ / "authorities"}) {
        if (const Status made = make_directory(directory); !made) {
            return made;
        }
        if (const Status clean = remove_leftovers(directory); !clean) {
            return clean;
        }
    }
    return {};
}

Result<std::vector<TrustVersion>> TrustFiles::read_versions() const {
    const auto highest = highest_version(directory_);
    if (!highest) {
        return tl::unexpected(highest.error());
    }
    if (*highest == 0) {
        return fail(ErrorCode::not_found, "there is no trust document", directory_.string());
    }
    std::vector<TrustVersion> versions;
    for (std::int64_t number = 1; number <= *highest; ++number) {
        const fs::path path = version_path(number);
        auto version = read_version(path);
        if (!version) {
            return tl::unexpected(version.error());
        }
        const Status good =
            versions.empty()
                ? check_trust(version->envelope, version->document)
                : check_trust_step(versions.back().document, version->envelope, version->document);
        if (!good) {
            return in_file(path, good.error());
        }
        if (version->document.version != number) {
            return in_file(path, Error{ErrorCode::stale_generation,
                                       "is version " + std::to_string(version->document.version),
                                       {},
                                       {}});
        }
        versions.push_back(std::move(*version));
    }
    return versions;
}

Status TrustFiles::write_version(const TrustVersion& version) const {
    const fs::path path = version_path(version.document.version);
    std::error_code error;
    if (fs::exists(path, error)) {
        return fail(ErrorCode::already_exists, "this version of the trust document exists",
                    path.string());
    }
    return write_durably(path, wire::write_envelope(version.envelope), FileMode::secret);
}

Status TrustFiles::write_key(const PrivateKey& key) const {
    return write_durably(key_path(key.id()), key.to_pem(), FileMode::secret);
}

Status TrustFiles::remove_key(const KeyId& id) const {
    return remove_durably(key_path(id));
}

Result<std::optional<PrivateKey>> TrustFiles::read_key(const KeyId& id) const {
    const fs::path path = key_path(id);
    const auto pem = read_secret(path);
    if (!pem) {
        if (pem.error().code == ErrorCode::not_found) {
            return std::optional<PrivateKey>{};
        }
        return tl::unexpected(pem.error());
    }
    auto key = PrivateKey::from_pem(*pem);
    if (!key) {
        return in_file(path, key.error());
    }
    if (key->id() != id) {
        return fail(ErrorCode::digest_wrong, "the file holds key " + key->id(), path.string());
    }
    return std::optional<PrivateKey>(std::move(*key));
}

Status TrustFiles::write_authority(const CertificateAuthority& authority) const {
    const auto certificate = read_certificate(authority.certificate_pem());
    if (!certificate) {
        return tl::unexpected(certificate.error());
    }
    const std::string name = to_hex(certificate->fingerprint);
    const fs::path folder = directory_ / "authorities";
    if (const Status key = write_durably(folder / (name + ".key.pem"), authority.key().to_pem());
        !key) {
        return key;
    }
    return write_durably(folder / (name + ".pem"), authority.certificate_pem());
}

Result<CertificateAuthority> TrustFiles::read_authority(const std::string& certificate_pem) const {
    const auto certificate = read_certificate(certificate_pem);
    if (!certificate) {
        return tl::unexpected(certificate.error());
    }
    const fs::path path =
        directory_ / "authorities" / (to_hex(certificate->fingerprint) + ".key.pem");
    const auto key = read_secret(path);
    if (!key) {
        return tl::unexpected(key.error());
    }
    auto authority = CertificateAuthority::load(certificate_pem, *key);
    if (!authority) {
        return in_file(path, authority.error());
    }
    return authority;
}

} // namespace marquee::manager
