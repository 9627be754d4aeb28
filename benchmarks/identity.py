"""Who is who over synthetic articles with known truth: pairwise precision and recall, and the cost an article.

    python benchmarks/identity.py 1000 10000

A world of areas, ministers, heads, agencies, award series with yearly editions and ceremonies is made by a seed;
articles tell of it with names written as newsrooms write them. How often a name differs from another mention of the
same holder of one office was counted over the gold facts of 400 development articles (879 pairs): see ``NOISE``.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.identity import Appearance, Identities, Trait, identify

#: Of 879 pairs: the same 775, a word left out 44, initials 29, another spelling of the same sound 22, a part of the
#: name 5, misspelt 4. A pair differs where either mention does, so a mention has half of each.
NOISE = {"word-left-out": 0.025, "initials": 0.0165, "sound": 0.0125, "part": 0.003, "misspelt": 0.0025}
FIRST = (
    "Adi Agus Ahmad Andi Anna Arif Bagus Bambang Budi Citra Dadang Dedi Dewi Djoko Eka Eko Endang Erna Fajar "
    "Fatimah Gatot Hadi Hasan Hendra Heru Ida Imam Indra Irfan Iwan Joko Khairul Kurnia Lilis Made Maria Moch "
    "Muhammad Nanang Neni Ni Nur Nurul Putu Rahmat Rina Rudi Saiful Siti Slamet Sri Suharto Sutrisno Syamsul "
    "Taufik Tri Udin Wahyu Wayan Yani Yohana Yusuf "
).split()
LAST = (
    "Abdullah Amin Anwar Ardiansyah Asmoro Basri Darmawan Djunaedi Fahmi Firmansyah Ginting Gunawan Hakim "
    "Halim Harahap Hartono Hasibuan Hidayat Iskandar Kusuma Lestari Lubis Mahendra Maulana Moerniaeni Mulyadi "
    "Nasution Nugroho Oetama Pane Pangerapan Permana Pohan Pradana Prasetyo Prihadi Purnomo Rahardjo Ramadhan "
    "Ritonga Rizal Salim Santoso Saputra Saragih Setiawan Siregar Sitorus Soebandono Subandi Sudrajat Suparman "
    "Surbakti Suryadi Susanto Syahputra Tanjung Utomo Wibowo Widjaja Wijaya Yulianto Zainuddin Zulkifli "
).split()
SERIES = (
    "Adipura",
    "Kota Layak Anak",
    "Gerakan Menuju 100 Smart City",
    "Indeks Kota Cerdas Indonesia",
    "Innovative Government Award",
    "Swasti Saba",
    "Proklim",
    "Paritrana Award",
    "Natamukti",
    "Anugerah Keterbukaan Informasi Publik",
    "Digital Government Award",
    "Kota Peduli Hak Asasi Manusia",
    "Top Inovasi Pelayanan Publik",
    "Anugerah Parahita Ekapraya",
    "Wahana Tata Nugraha",
)
AGENCIES = ("Dinas Komunikasi dan Informatika", "Dinas Kesehatan", "Dinas Perhubungan", "Dinas Lingkungan Hidup")
SAME_SOUND = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("nn", "n"), ("f", "ph"), ("y", "j"))


@dataclass(frozen=True)
class Holder:
    """A person in an office: what the truth is, and how articles tell of it."""

    key: str
    name: str
    office: str
    area: str
    since: int


class World:
    """What is true; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.areas = [f"{province}.{number:02}" for province in range(11, 45) for number in range(1, 16)]
        self.heads = [holder for area in self.areas for holder in self._heads(area)]
        self.by_area: defaultdict[str, list[Holder]] = defaultdict(list)
        for holder in self.heads:
            self.by_area[holder.area].append(holder)
        self.ministers = [
            Holder(f"m{n}", self._name(), f"menteri@organization/kementerian-{n}", "", 2014 + 5 * (n % 3))
            for n in range(30)
        ]
        self.ceremonies = [(series, year) for series in SERIES for year in range(2014, 2027)]

    def _name(self) -> str:
        words = [self.random.choice(FIRST), self.random.choice(LAST)]
        if self.random.random() < 0.45:
            words.insert(1, self.random.choice(FIRST + LAST))
        return " ".join(words)

    def _heads(self, area: str) -> Iterator[Holder]:
        for since in (2014, 2019, 2024):
            yield Holder(f"{area}-{since}", self._name(), f"wali-kota@area/{area}", area, since)
        for agency in AGENCIES:
            path = f"organization/{agency.replace(' ', '-').lower()}-{area}"
            yield Holder(f"{area}-{agency}", self._name(), f"kepala-dinas@{path}", area, 2014)


class Newsroom:
    """Writes articles of a world, as mentions with the truth beside."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random, self.truth = world, random.Random(seed), {}

    def articles(self, number: int) -> Iterator[Appearance]:
        for n in range(number):
            yield from self._article(f"{n:016x}")

    def _article(self, article: str) -> Iterator[Appearance]:
        series, year = self.random.choice(self.world.ceremonies)
        recipients = sorted(self.random.sample(self.world.areas, self.random.choice((1, 1, 1, 2, 3, 6))))
        day = f"{year}-{1 + hash_of(series, year) % 12:02}-15"
        title = series if self.random.random() < 0.3 else f"{series} {year}"
        award = f"award/{slugged(title)}"
        given = tuple(Trait("given", f"{area}|{day}") for area in recipients)
        yield self._known(article, award, "award", title, (Trait("edition", str(year)), *given), f"{series}|{year}")
        able = [each for each in self.world.ministers if each.since <= year]
        minister = able[hash_of(series, year) % len(able)]
        occasion = Trait("occasion", f"{day}@{award}")
        told = [minister]
        for area in recipients:
            path = f"conferral/{area}-{slugged(title)}-{year}"
            traits = [Trait("recipient", area), Trait("award", award), Trait("edition", str(year)), Trait("day", day)]
            yield self._known(
                article, path, "conferral", title, (*traits, Trait("alone", "yes")), f"{area}|{series}|{year}"
            )
            heads = [each for each in self.world.by_area[area] if each.since <= year]
            told.append(self.random.choice(heads))
        used: set[str] = set()
        for holder in told:
            name = self._written(holder.name)
            path = f"person/{slugged(name)}"
            if path not in used:
                used.add(path)
                area = [Trait("area", holder.area)] if holder.area else []
                office = [Trait("office", holder.office)] if self.random.random() < 0.9 else []
                yield self._known(article, path, "person", name, (occasion, *office, *area), holder.key)

    def _known(self, article: str, path: str, kind: str, name: str, traits: Iterable[Trait], truth: str) -> Appearance:
        made = Appearance(article, path, kind, (name,), tuple(sorted(set(traits))))
        self.truth[made.address] = truth
        return made

    def _written(self, name: str) -> str:
        drawn, words = self.random.random(), name.split()
        for how, share in NOISE.items():
            drawn -= share
            if drawn < 0:
                return " ".join(self._noisy(how, words))
        return name

    def _noisy(self, how: str, words: list[str]) -> list[str]:
        place = self.random.randrange(len(words))
        if how == "word-left-out":
            return words[:-1] if len(words) > 2 and place else words
        if how == "initials":
            middle = max(1, place)
            return [*words[:middle], words[middle][0], *words[middle + 1 :]]
        if how == "part":
            return words[:1]
        word = words[place]
        if how == "sound":
            for new, old in SAME_SOUND:
                if new in word[1:]:
                    return [*words[:place], word[0] + word[1:].replace(new, old, 1), *words[place + 1 :]]
            return words
        at = self.random.randrange(1, max(2, len(word) - 1))
        return [*words[:place], word[:at] + word[at + 1 :], *words[place + 1 :]]


def hash_of(*parts: object) -> int:
    return sum(ord(letter) * (place + 1) for place, letter in enumerate("|".join(map(str, parts))))


def slugged(text: str) -> str:
    return "-".join(text.lower().split())


def pairwise(found: Identities, kind: str, truth: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs of mentions."""
    both = ours = theirs = 0
    wanted: Counter[str] = Counter()
    for thing in found.things:
        if thing.kind == kind:
            held = Counter(truth[each.address] for each in thing.appearances)
            wanted.update(held)
            ours += _pairs(len(thing.appearances))
            both += sum(map(_pairs, held.values()))
    theirs = sum(map(_pairs, wanted.values()))
    return both / ours if ours else 1.0, both / theirs if theirs else 1.0


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def main(sizes: list[int]) -> None:
    world = World(seed=20261201)
    identify(Newsroom(world, seed=1).articles(20))  # what is loaded once
    print("articles  mentions  things  ms/article  persons P      R      conferrals P  R      unsure")
    for size in sizes:
        room = Newsroom(world, seed=size)
        mentions = list(room.articles(size))
        begun = time.process_time()
        found = identify(mentions)
        cost = 1000 * (time.process_time() - begun) / size
        figures = [f"{each:.4f}" for kind in ("person", "conferral") for each in pairwise(found, kind, room.truth)]
        counts = f"{size:8}  {len(mentions):8}  {len(found.things):6}  {cost:10.2f}"
        print(f"{counts}  {'  '.join(figures)}  {len(found.unsure)}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1000, 10000])
