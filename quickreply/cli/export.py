"""The verb that writes phrases to a file."""

import os
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quickreply.cli.desk import Desk
from quickreply.cli.listing import Listing
from quickreply.cli.usage import WrongUsage
from quickreply.core.draft import bindings, drafts
from quickreply.core.phrase import Library, LibraryKind, Phrase
from quickreply.core.template.values import NOTHING
from quickreply.core.words import Refusal, mark
from quickreply.packs.case import FOLDER
from quickreply.packs.cells import path as group_path
from quickreply.packs.export import Selection, Written, write
from quickreply.packs.formats import SUFFIXES, Encoding, Format, format_of
from quickreply.store.album import Album
from quickreply.store.constants import Constants
from quickreply.store.paths import unwritable, write_whole

_SUFFIX = mark("Phrases are exported as {suffixes}, not as {suffix}")
_NOTHING = mark("There are no phrases to export.")
_VALUES_STAY = mark("What fills the gaps of “{library}” is not in it: export that library by itself.")
_EMPTY = mark("{file} was not written: it could hold none of the phrases.")


def export(desk: Desk, args: Namespace) -> int:
    """Writes a library, a group, single phrases or everything to a file."""
    path = Path(args.file)
    form = Format(args.format) if args.format else format_of(path.name)
    if form is None:
        raise WrongUsage(_SUFFIX, suffixes=", ".join(SUFFIXES), suffix=path.suffix or path.name)
    listing = desk.listing()
    chosen = _chosen(desk, listing, args)
    if not chosen:
        raise Refusal(_NOTHING)
    selection = _selection(listing, chosen, path.stem)
    if not (args.code or args.group):
        selection = _with_values(desk, listing, selection)
    if form in {Format.YAML, Format.JSON, Format.PARCEL}:
        selection = replace(selection, pictures=_pictures(desk, selection))
    written = write(selection, path.name, form, Encoding(args.encoding))
    return _put(desk, path, written, len(chosen))


def _put(desk: Desk, path: Path, written: Written, count: int) -> int:
    told = dict.fromkeys(desk.say.refusal(Refusal(one.reason, **one.facts)) for one in written.problems)
    for line in told:
        desk.warn(f"{path.name}: {line}")
    if written.lost == count:
        raise Refusal(_EMPTY, file=path.name)
    write_whole(path, written.content)
    path.chmod(0o666 & ~_umask())
    _put_pictures(path.parent / FOLDER, written.pictures)
    left = count - written.lost
    desk.print([desk.say.count("{n} phrase → {file}", "{n} phrases → {file}", left, file=path.name)])
    return 0


def _put_pictures(folder: Path, pictures: Mapping[str, bytes]) -> None:
    """Beside the pack; one that is there already is the same, for it is called by what it is."""
    if pictures:
        try:
            folder.mkdir(exist_ok=True)
        except OSError as fault:
            raise unwritable(folder, fault) from fault
    for name, data in pictures.items():
        there = folder / name
        if not there.is_file() or there.stat().st_size != len(data):
            write_whole(there, data)
            there.chmod(0o666 & ~_umask())


def _pictures(desk: Desk, selection: Selection) -> dict[str, bytes]:
    album = Album(desk.database())
    names = dict.fromkeys(name for draft in selection.drafts for name in draft.pictures)
    found = {name: album.picture(name) for name in names}
    return {name: picture.data for name, picture in found.items() if picture}


def _chosen(desk: Desk, listing: Listing, args: Namespace) -> list[Phrase]:
    """The phrases that the arguments name, in their order; all without any."""
    library = desk.library_name(args.library)
    if args.code:
        return list({(found := listing.find(code, library)).id: found for code in args.code}.values())
    wanted = tuple(name.strip() for name in group_path(args.group or "") if name.strip())
    return [phrase for phrase in listing.among(library) if listing.group(phrase)[: len(wanted)] == wanted]


def _selection(listing: Listing, chosen: Sequence[Phrase], stem: str) -> Selection:
    """One library as the pack that it is; several as one new pack that is called like the file."""
    numbers = {phrase.library for phrase in chosen}
    libraries = [listing.libraries[number] for number in numbers]
    library = libraries[0] if len(libraries) == 1 else Library(0, stem, stem, LibraryKind.PACK)
    groups = [listing.groups[group.id] for group in listing.collection.groups if group.library in numbers]
    every = drafts(listing.collection)
    ours = tuple(group for group in listing.collection.groups if group.library in numbers)
    bound = bindings(replace(listing.collection, groups=ours))
    chosen_drafts = [every[phrase.id] for phrase in chosen]
    return Selection(library, tuple(dict.fromkeys(groups)), chosen_drafts, bound=bound)


def _with_values(desk: Desk, listing: Listing, selection: Selection) -> Selection:
    """A whole library takes along what fills its gaps; those of several libraries are not one shop's."""
    database = desk.existing()
    known = Constants(database).load() if database else {}
    if selection.library.id:
        return replace(selection, values=known.get(selection.library.id, NOTHING))
    for number in known.keys() & listing.libraries.keys():
        desk.warn(desk.say(_VALUES_STAY, library=desk.library_title(listing.libraries[number])))
    return selection


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
