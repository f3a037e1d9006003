#include "manager/front/byte_range.hpp"

#include <algorithm>
#include <charconv>

namespace marquee::manager {

namespace {

// Digits only; too many digits count as "more than any file".
std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc::result_out_of_range && stop == end) {
        return UINT64_MAX;
    }
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return value;
}

RangeChoice whole(std::uint64_t size) {
    return {RangeVerdict::whole, {0, size}};
}

RangeChoice suffix(std::optional<std::uint64_t> length, std::uint64_t size) {
    if (!length) {
        return whole(size);
    }
    if (*length == 0 || size == 0) {
        return {RangeVerdict::unsatisfiable, {}};
    }
    const std::uint64_t sent = std::min(*length, size);
    return {RangeVerdict::part, {size - sent, sent}};
}

bool may_apply(const RequestHead& head, std::optional<std::string_view> etag) {
    const auto condition = head.headers.find("If-Range");
    const bool matches = !condition || (etag && etag->starts_with('"') && *condition == *etag);
    return head.method == Method::get && matches;
}

} // namespace

RangeChoice choose_range(const RequestHead& head, std::optional<std::string_view> etag,
                         std::uint64_t size) {
    const auto header = head.headers.find("Range");
    if (!header || !header->starts_with("bytes=") || !may_apply(head, etag)) {
        return whole(size);
    }
    const std::string_view spec = header->substr(6);
    const std::size_t dash = spec.find('-');
    if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) {
        return whole(size);
    }
    const std::string_view last_text = spec.substr(dash + 1);
    if (dash == 0) {
        return suffix(number(last_text), size);
    }
    const auto first = number(spec.substr(0, dash));
    const auto last =
        last_text.empty() ? std::optional<std::uint64_t>(UINT64_MAX) : number(last_text);
    if (!first || !last || *last < *first) {
        return whole(size);
    }
    if (*first >= size) {
        return {RangeVerdict::unsatisfiable, {}};
    }
    return {RangeVerdict::part, {*first, std::min(*last, size - 1) - *first + 1}};
}

} // namespace marquee::manager
