// Model values on their way into the database and back.
//
// Instants are microseconds, durations milliseconds, digests hexadecimal text, colours 0xRRGGBBAA,
// empty ids and absent optionals NULL.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "manager/sql/connection.hpp"
#include "manager/sql/words.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager::sql {

template<std::integral Number>
Value to_value(Number number) {
    return static_cast<std::int64_t>(number);
}
inline Value to_value(std::string_view text) {
    return std::string(text);
}
inline Value to_value(const std::string& text) {
    return text;
}
inline Value to_value(const char* text) {
    return std::string(text);
}
inline Value to_value(Instant instant) {
    return std::int64_t{instant.time_since_epoch().count()};
}
inline Value to_value(Milliseconds duration) {
    return std::int64_t{duration.count()};
}
inline Value to_value(const Sha256& digest) {
    return to_hex(digest);
}
inline Value to_value(LocalDate date) {
    return to_iso_date(date);
}
Value to_value(Colour colour);

template<typename Tag>
Value to_value(const Id<Tag>& id) {
    return id.empty() ? Value{} : Value{id.value};
}

template<Worded Enum>
Value to_value(Enum word) {
    return std::string(word_of(word));
}

template<typename T>
Value to_value(const std::optional<T>& value) {
    return value ? to_value(*value) : Value{};
}

template<typename... T>
Values values(const T&... items) {
    return Values{to_value(items)...};
}

// The cells of one row, in the order of the SELECT. What is not what the schema promises (a digest
// that is none, a word nobody knows) is remembered as a failure and read as an empty value.
class RowReader {
public:
    explicit RowReader(const Row& row) : row_(row) {}

    std::string text();
    std::int64_t integer();
    Instant instant() { return Instant{Microseconds{integer()}}; }
    Milliseconds milliseconds() { return Milliseconds{integer()}; }
    Sha256 sha256();
    Colour colour();
    std::optional<std::string> maybe_text();
    std::optional<std::int64_t> maybe_integer();
    std::optional<Sha256> maybe_sha256();
    std::optional<Instant> maybe_instant();
    std::optional<LocalDate> maybe_date();

    std::int32_t number() { return static_cast<std::int32_t>(integer()); }

    template<typename AnyId>
    AnyId id() {
        return AnyId{maybe_text().value_or(std::string())};
    }

    template<Worded Enum>
    Enum word() {
        const std::string text_read = text();
        const auto& all = Words<Enum>::all;
        const auto found = std::find(all.begin(), all.end(), text_read);
        if (found == all.end()) {
            damaged("the word '" + text_read + "'");
            return Enum{};
        }
        return static_cast<Enum>(found - all.begin());
    }

    template<Worded Enum>
    std::optional<Enum> maybe_word() {
        return skipped_null() ? std::optional<Enum>() : word<Enum>();
    }

    // io_failed when a cell was not what it should be.
    template<typename T>
    Result<T> finish(T value) const {
        if (!damage_.empty()) {
            return fail(ErrorCode::io_failed, "a row of the database holds " + damage_);
        }
        return value;
    }

private:
    const Value& next();
    bool skipped_null();
    void damaged(std::string what);

    const Row& row_;
    std::size_t position_ = 0;
    std::string damage_; // the first; empty: none
};

// Every row through `read`, a callable of RowReader& returning Result<T>.
template<typename Read>
auto read_rows(const std::vector<Row>& rows, const Read& read)
    -> Result<std::vector<typename decltype(read(std::declval<RowReader&>()))::value_type>> {
    std::vector<typename decltype(read(std::declval<RowReader&>()))::value_type> answer;
    answer.reserve(rows.size());
    for (const Row& row : rows) {
        RowReader reader(row);
        auto value = read(reader);
        if (!value) {
            return tl::unexpected<Error>(std::move(value).error());
        }
        answer.push_back(*std::move(value));
    }
    return answer;
}

} // namespace marquee::manager::sql
