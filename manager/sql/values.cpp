#include "manager/sql/values.hpp"

#include <charconv>

namespace marquee::manager::sql {

Value to_value(Colour colour) {
    return std::int64_t{colour.red} << 24 | std::int64_t{colour.green} << 16
           | std::int64_t{colour.blue} << 8 | std::int64_t{colour.alpha};
}

const Value& RowReader::next() {
    static const Value none;
    if (position_ >= row_.size()) {
        damaged("too few columns");
        return none;
    }
    return row_[position_++];
}

void RowReader::damaged(std::string what) {
    if (damage_.empty()) {
        damage_ = std::move(what);
    }
}

std::string RowReader::text() {
    const Value& cell = next();
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    damaged("something else than text");
    return {};
}

std::int64_t RowReader::integer() {
    const Value& cell = next();
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        return *number;
    }
    // Expressions such as MAX(…) have no declared type and arrive as text.
    if (const auto* text = std::get_if<std::string>(&cell)) {
        std::int64_t number = 0;
        const char* const end = text->data() + text->size();
        const auto parsed = std::from_chars(text->data(), end, number);
        if (parsed.ec == std::errc{} && parsed.ptr == end) {
            return number;
        }
    }
    damaged("something else than an integer");
    return 0;
}

Sha256 RowReader::sha256() {
    const auto digest = sha256_from_hex(text());
    if (!digest) {
        damaged("a digest that is none");
        return {};
    }
    return *digest;
}

Colour RowReader::colour() {
    const std::int64_t bits = integer();
    const auto channel = [bits](int shift) { return static_cast<std::uint8_t>(bits >> shift); };
    return Colour{channel(24), channel(16), channel(8), channel(0)};
}

bool RowReader::skipped_null() {
    const bool null =
        position_ < row_.size() && std::holds_alternative<std::monostate>(row_[position_]);
    position_ += null ? 1 : 0;
    return null;
}

std::optional<std::string> RowReader::maybe_text() {
    return skipped_null() ? std::optional<std::string>() : text();
}

std::optional<std::int64_t> RowReader::maybe_integer() {
    return skipped_null() ? std::optional<std::int64_t>() : integer();
}

std::optional<Sha256> RowReader::maybe_sha256() {
    return skipped_null() ? std::optional<Sha256>() : sha256();
}

std::optional<Instant> RowReader::maybe_instant() {
    return skipped_null() ? std::optional<Instant>() : instant();
}

std::optional<LocalDate> RowReader::maybe_date() {
    const auto written = maybe_text();
    if (!written) {
        return std::nullopt;
    }
    const auto date = date_from_iso(*written);
    if (!date) {
        damaged("a date that is none");
        return std::nullopt;
    }
    return *date;
}

} // namespace marquee::manager::sql
