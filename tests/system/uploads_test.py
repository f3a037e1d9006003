"""Uploads as strangers make them: cut off, killed, tiny, huge, lying, and at last an asset."""
import hashlib
import random
import struct
import unittest
import zlib

from city import CityTest, until
from tus_client import TusClient

MIB = 1 << 20


def bytes_of(count: int) -> bytes:
    return random.Random(count).randbytes(count)


def png_claiming(width: int, height: int) -> bytes:
    """The head of a picture of that size, with next to nothing in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


class UploadTest(CityTest):
    def setUp(self):
        super().setUp()
        self.unit = self.city.root_unit()
        self.client = TusClient(self.city.credentials)
        self.addCleanup(self.client.close)

    def begin(self, length: int, **metadata: str) -> str:
        made = self.client.create(length, self.unit, **(metadata or {"file_name": "海报.jpg"}))
        self.assertEqual(made.status, 201, made.body)
        return made.headers["Location"]

    def refused(self, answer, status: int, code: str) -> dict:
        self.assertEqual(answer.status, status, answer.body)
        problem = answer.problem()
        self.assertEqual(problem["code"], code)
        self.assertTrue(problem["detail"].endswith("."), problem["detail"])
        self.assertEqual(answer.headers["Tus-Resumable"], "1.0.0")
        return problem

    def offset(self, path: str) -> int:
        return self.client.head(path).number("Upload-Offset")

    def finish(self, path: str, whole: bytes) -> str:
        """Sends what is missing; the asset's id."""
        offset = self.offset(path)
        last = self.client.patch(path, offset, whole[offset:])
        self.assertEqual(last.status, 204, last.body)
        self.assertEqual(last.headers["Marquee-Sha256"], hashlib.sha256(whole).hexdigest())
        return last.headers["Marquee-Asset"]

    def asset(self, asset: str) -> dict:
        return self.city.ask("GET", f"/api/v1/assets/{asset}")


class Resuming(UploadTest):
    def test_an_upload_that_is_cut_off_goes_on_where_it_was(self):
        whole = bytes_of(3 * MIB)
        path = self.begin(len(whole))
        for more in (300_001, 1_000_000):
            start = self.offset(path)
            self.client.begin_patch(path, start, len(whole) - start, whole[start : start + more])
            self.client.close()
            until(lambda: self.offset(path) == start + more, "every byte that arrived is kept")
        asset = self.asset(self.finish(path, whole))
        self.assertEqual(asset["original"]["size_bytes"], len(whole))
        self.assertEqual(asset["file_name"], "海报.jpg")

    def test_a_manager_that_is_killed_goes_on_from_what_it_acknowledged(self):
        whole = bytes_of(40 * MIB)
        path = self.begin(len(whole))
        self.client.begin_patch(path, 0, len(whole), whole[: 30 * MIB])
        asker = TusClient(self.city.credentials)
        acknowledged = until(lambda: asker.head(path).number("Upload-Offset"), "the first step is acknowledged")
        self.city.manager.kill()
        self.city.forget(self.city.manager)
        asker.close()
        self.client.close()
        self.city.start_manager()
        self.assertGreaterEqual(self.offset(path), acknowledged)
        self.assertLessEqual(self.offset(path), 30 * MIB)
        self.assertEqual(self.asset(self.finish(path, whole))["original"]["size_bytes"], len(whole))

    def test_a_thousand_tiny_pieces_make_one_file(self):
        whole = bytes_of(1000)
        path = self.begin(len(whole))
        for offset in range(999):
            self.assertEqual(self.client.patch(path, offset, whole[offset : offset + 1]).status, 204)
        self.finish(path, whole)

    def test_the_same_bytes_twice_are_two_assets_on_one_blob(self):
        whole = bytes_of(MIB)
        first = self.finish(self.begin(len(whole)), whole)
        second = self.finish(self.begin(len(whole)), whole)
        self.assertNotEqual(first, second)
        digest = hashlib.sha256(whole).hexdigest()
        blobs = self.city.root / "manager" / "blobs"
        self.assertEqual((blobs / digest[:2] / digest[2:]).stat().st_size, len(whole))
        self.assertEqual(list((self.city.root / "manager" / "uploads").iterdir()), [])


class Refusals(UploadTest):
    def test_what_is_too_large_is_said_before_a_byte_flows(self):
        problem = self.refused(self.client.create(10_000_000_000, self.unit, name="film"), 413, "too_large")
        self.assertIn("8.5 GB", problem["detail"])
        self.client.fields["Accept-Language"] = "zh-CN"
        chinese = self.client.create(10_000_000_000, self.unit, name="film").problem()["detail"]
        self.assertIn("超过上限", chinese)

    def test_names_are_labels_and_never_paths(self):
        whole = b"x" * 100
        path = self.begin(len(whole), file_name="../../../../tmp/\x1b[31mevil\r\n.jpg")
        row = self.asset(self.finish(path, whole))
        self.assertEqual(row["file_name"], "[31mevil.jpg")
        self.refused(self.client.create(1, self.unit, file_name="../.."), 422, "missing_member")

    def test_what_is_no_tus_is_refused(self):
        path = self.begin(10)
        self.refused(self.client.ask("PATCH", path, b"abc", Tus_Resumable="0.9"), 412, "protocol_unknown")
        self.refused(self.client.patch(path, 5, b"abc"), 409, "wrong_state")
        self.refused(self.client.ask("PATCH", path, b"abc", Upload_Offset="0"), 415, "content_type_wrong")
        self.refused(self.client.patch(path, 0, b"elevenbytes"), 413, "too_large")
        self.assertEqual(self.offset(path), 0)

    def test_one_request_fills_an_upload_at_a_time(self):
        path = self.begin(2 * MIB)
        self.client.begin_patch(path, 0, 2 * MIB, bytes(MIB))
        other = TusClient(self.city.credentials)
        self.addCleanup(other.close)
        until(lambda: other.patch(path, 0, b"").status == 423, "the upload is locked while it is filled")
        self.refused(other.ask("DELETE", path), 423, "in_use")
        self.client.close()
        until(lambda: self.offset(path) == MIB, "and free again when that has ended")
        self.assertEqual(other.ask("DELETE", path).status, 204)


class Expiry(UploadTest):
    def setUp(self):
        self.city.manager_options = ["--upload-life", "2s"]
        super().setUp()

    def test_an_upload_that_receives_nothing_expires(self):
        path = self.begin(10)
        self.client.patch(path, 0, b"abc")
        gone = until(lambda: (answer := self.client.ask("GET", path)).status != 200 and answer, "it expires")
        self.refused(gone, 410, "expired")
        self.refused(self.client.patch(path, 3, b"def"), 410, "expired")


class Room(UploadTest):
    def setUp(self):
        self.city.manager_options = ["--unit-quota-mib", "3"]
        super().setUp()

    def test_a_quota_is_asked_before_a_byte_flows(self):
        self.begin(2 * MIB)
        problem = self.refused(self.client.create(2 * MIB, self.unit, name="film"), 507, "quota_exceeded")
        self.assertEqual(problem["params"]["quota"], "3.1 MB")
        self.assertIn("3.1 MB", problem["detail"])

    def test_a_full_disk_is_said_before_a_byte_flows(self):
        self.city.manager_options = ["--disk-kept-mib", "1000000000"]
        self.assertEqual(self.city.manager.stop(), 0)
        self.city.forget(self.city.manager)
        self.client.close()
        self.city.start_manager()
        self.refused(self.client.create(1, self.unit, name="film"), 507, "disk_full")


class Verdicts(UploadTest):
    """What becomes of files that are not what they claim to be."""

    def verdict(self, file_name: str, whole: bytes) -> dict:
        asset = self.finish(self.begin(len(whole), file_name=file_name), whole)

        def decided():
            row = self.asset(asset)
            return row if row["state"] in ("ready", "refused") else None

        return until(decided, f"{file_name} is looked at")

    def test_files_that_cannot_be_shown_are_refused_with_a_sentence(self):
        text = b"This is not a film.\n" * 50
        jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes_of(2000)
        for name, whole in (("film.mp4", text), ("photo.jpg", jpeg), ("huge.png", png_claiming(65_536, 65_536))):
            row = self.verdict(name, whole)
            self.assertEqual(row["state"], "refused", row)
            self.assertTrue(row["problem"]["detail"].endswith((".", "。")), row)
            self.assertNotIn("rendition", row)
        self.assertTrue(self.city.healthy())


if __name__ == "__main__":
    unittest.main()
