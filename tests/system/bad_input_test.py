"""What is wrong at the staff port is refused with a code and a sentence, and harms nobody."""
import json
import re
import unittest

from city import CityTest

CHINESE = re.compile(r"[\u4e00-\u9fff]")


class BadInput(CityTest):
    def refused(self, body: bytes, status: int, code: str, **headers: str) -> dict:
        """Posts a slogan that must be refused; the problem, after a look at what every one has."""
        got, answered, text = self.city.staff("POST", "/api/v1/slogans", body, **headers)
        self.assertEqual(got, status, text[:300])
        self.assertEqual(answered["Content-Type"], "application/problem+json")
        problem = json.loads(text)
        self.assertEqual(problem["code"], code)
        self.assertEqual(problem["status"], got)
        self.assertTrue(problem["title"] and problem["detail"])
        self.assertTrue(self.city.healthy())
        return problem

    def slogan(self, text: str, **more) -> bytes:
        style = {"text": "#ffffff", "background": "#000000", "motion": "still"}
        body = {"unit_id": self.city.root_unit(), "name": "标语", "text": text, "style": style} | more
        return json.dumps(body, ensure_ascii=False).encode()

    def test_a_slogan_far_too_long_is_refused_in_chinese_by_default_and_in_english_on_request(self):
        for length in (20_000, 900_000, 2 << 20):  # the last is over what the port takes in at all
            body = self.slogan("长" * (length // 3))
            chinese = self.refused(body, 413, "too_large")
            self.assertRegex(chinese["detail"], CHINESE)
            english = self.refused(body, 413, "too_large", Accept_Language="en-GB, en;q=0.8")
            self.assertNotRegex(english["detail"], CHINESE)

    def test_what_is_not_json_is_refused(self):
        for body in (b"{", b"", b"\x00\xff\xfe", b'{"name": NaN}', b'{"text": "\xc3\x28"}'):
            self.refused(body, 400, "malformed")
        self.refused(b"[" * 100_000, 413, "too_large")  # too deep

    def test_an_unknown_member_names_the_nearest(self):
        problem = self.refused(self.slogan("好", txet="坏"), 422, "unknown_member", Accept_Language="en")
        self.assertIn('"text"', problem["detail"])

    def test_an_unknown_token_is_let_in_nowhere(self):
        words = {"Bearer nobody": "not_signed_in", "Bearer ": "not_signed_in", "Basic YTpi": "not_signed_in"}
        for word, code in words.items():
            self.refused(self.slogan("好"), 401, code, Authorization=word)

    def test_nothing_that_was_refused_is_kept_and_what_is_right_is_taken(self):
        self.refused(self.slogan("好", colour="red"), 422, "unknown_member")
        self.assertEqual(self.city.rows("slogans"), [])
        status, _, _ = self.city.staff("POST", "/api/v1/slogans", self.slogan("好"))
        self.assertEqual(status, 201)
        self.assertEqual(len(self.city.rows("slogans")), 1)


if __name__ == "__main__":
    unittest.main()
