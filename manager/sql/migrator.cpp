#include "manager/sql/migrator.hpp"

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

// Of the database; 0 when it is empty.
Result<std::int64_t> schema_number(Connection& connection) {
    const Status ready = connection.script("CREATE TABLE IF NOT EXISTS schema_migrations ("
                                           "number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
                                           " applied_at BIGINT NOT NULL)");
    if (!ready) {
        return tl::unexpected<Error>(ready.error());
    }
    return connection.query("SELECT COALESCE(MAX(number), 0) FROM schema_migrations")
        .and_then([](const std::vector<Row>& rows) {
            RowReader reader(rows.front());
            const std::int64_t number = reader.integer();
            return reader.finish(number);
        });
}

Status back_up(Connection& connection, const std::filesystem::path& file, std::int64_t number) {
    std::filesystem::path copy = file;
    copy += fmt::format(".before-{:04}", number);
    // One that is there was left by an attempt that did not get to the end.
    return remove_durably(copy).and_then([&] { return connection.copy_to(copy); });
}

Status apply(Connection& connection, const Migration& step, Instant now) {
    if (Status begun = connection.script("BEGIN IMMEDIATE"); !begun) {
        return begun;
    }
    Status done =
        connection.script(std::string(step.script))
            .and_then([&] {
                return connection.execute("INSERT INTO schema_migrations (number, name, applied_at)"
                                          " VALUES ($1, $2, $3)",
                                          values(step.number, step.name, now));
            })
            .and_then([&](std::int64_t) { return connection.script("COMMIT"); });
    if (!done && connection.in_transaction()) {
        // The step's own failure is what the caller must hear.
        static_cast<void>(connection.script("ROLLBACK"));
    }
    return done;
}

} // namespace

Status migrate(Connection& connection, const std::filesystem::path& file,
               std::span<const Migration> known, Instant now) {
    const auto present = schema_number(connection);
    if (!present) {
        return tl::unexpected<Error>(present.error());
    }
    const std::int64_t newest = known.empty() ? 0 : known.back().number;
    if (*present > newest) {
        return fail(ErrorCode::newer_schema,
                    fmt::format("the database has schema {} and this program knows schemas up to "
                                "{}: start the newer program, or restore the backup that was made "
                                "before it was upgraded",
                                *present, newest),
                    file.string());
    }
    for (const Migration& step : known) {
        if (step.number <= *present) {
            continue;
        }
        if (*present > 0) { // a new database has nothing to keep
            if (Status copied = back_up(connection, file, step.number); !copied) {
                return copied;
            }
        }
        if (Status applied = apply(connection, step, now); !applied) {
            return applied;
        }
    }
    return {};
}

} // namespace marquee::manager::sql
