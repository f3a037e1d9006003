// Case files as statements: one behaviour a file, one statement a line, `#` begins a comment.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::tests {

struct CaseLine {
    int number = 0;
    std::string verb;
    std::vector<std::string> words; // after the verb

    // All after the verb, with single spaces.
    std::string text() const;
};

// The .case files of tests/cases/FOLDER, sorted.
std::vector<std::filesystem::path> case_files(const std::string& folder);

// Throws std::runtime_error when there is no file or nothing in it.
std::vector<CaseLine> case_lines(const std::filesystem::path& file);

// Throws std::runtime_error for what is no ISO date.
LocalDate case_date(const std::string& word);
std::vector<LocalDate> case_dates(const std::vector<std::string>& words);

} // namespace marquee::tests
