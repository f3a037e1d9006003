// enrolment-file/1.0, enrolment-request/1.0, enrolment-answer/1.0, enrolment-code/1.0: how a device
// joins. schemas/enrolment-file.schema.json and its neighbours
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/enrolment.hpp"
#include "schemas/model/error.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::wire {

std::string write_enrolment_file(const EnrolmentFile& file);
// Besides the limits: manager_url is an https URL.
Result<EnrolmentFile> read_enrolment_file(std::string_view text);
// The part, for the staff REST's answer that carries one.
EnrolmentFile read_enrolment_file_members(const Object& in);

std::string write_enrolment_request(const EnrolmentRequest& request);
// Besides the limits: names of displays differ; a screen has a size.
Result<EnrolmentRequest> read_enrolment_request(std::string_view text);

std::string write_certificate_request(const CertificateRequest& request);
Result<CertificateRequest> read_certificate_request(std::string_view text);

std::string write_certificate_answer(const CertificateAnswer& answer);
Result<CertificateAnswer> read_certificate_answer(std::string_view text);

std::string write_enrolment_answer(const EnrolmentAnswer& answer);
Result<EnrolmentAnswer> read_enrolment_answer(std::string_view text);

std::string write_enrolment_code(const EnrolmentCode& code);
Result<EnrolmentCode> read_enrolment_code(std::string_view text);

} // namespace marquee::wire
