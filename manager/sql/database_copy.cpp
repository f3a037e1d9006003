#include "manager/sql/database_copy.hpp"

#include "manager/sql/connection.hpp"
#include "manager/sql/migrator.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager::sql {

namespace {

Status check_pages(Connection& connection, const std::filesystem::path& file) {
    return connection.query("PRAGMA integrity_check")
        .and_then([&](const std::vector<Row>& rows) -> Status {
            const auto* const said =
                rows.empty() ? nullptr : std::get_if<std::string>(&rows.front().front());
            if (said == nullptr || *said != "ok") {
                return fail(ErrorCode::io_failed, "the database is damaged", file.string());
            }
            return {};
        });
}

} // namespace

Status copy_database(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code failure;
    if (!std::filesystem::exists(from, failure)) { // opening would make one
        return fail(ErrorCode::not_found, "there is no database", from.string());
    }
    const auto source = Connection::open(from, SessionMode::read_write, limits::database_bytes_max);
    return source ? (*source)->copy_to(to) : tl::unexpected<Error>(source.error());
}

Status check_database(const std::filesystem::path& file, Instant now) {
    const auto copy = Connection::open(file, SessionMode::read_write, limits::database_bytes_max);
    if (!copy) {
        return tl::unexpected<Error>(copy.error());
    }
    return check_pages(**copy, file).and_then([&] {
        return migrate(**copy, file, migrations(), now);
    });
}

} // namespace marquee::manager::sql
