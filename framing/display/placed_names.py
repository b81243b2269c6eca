"""
Names beside their points, each where it covers nothing, or not at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from matplotlib.axes import Axes

_COMPASS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


def fit_names(ax: Axes, labels: Sequence[tuple[float, float, str, str, bool]]) -> None:
    """Write each label (x, y, text, colour, whether large) near its point where it covers nothing, or not at all."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.patheffects import withStroke
    from matplotlib.textpath import TextPath

    fig = ax.figure
    fig.draw_without_rendering()  # settles the layout, so that data have their final places
    scale = 72 / fig.dpi
    left_end, bottom_end, right_end, top_end = ax.bbox.extents * scale
    spots = [ax.transData.transform((x, y)) * scale for x, y, *_ in labels]
    room = [7 if large else 2 for *_, large in labels]  # of a mark, in points from its middle
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, room, strict=True)]  # left, bottom, right, top
    for (px, py), r, (x, y, text, colour, large) in zip(spots, room, labels, strict=True):
        size, weight = (8.5, "bold") if large else (7, "normal")
        font = FontProperties(family="DejaVu Sans", weight=weight)
        width, height = TextPath((0, 0), text, size=size, prop=font).get_extents().width + 1, 1.1 * size
        for distance, (right, up) in itertools.product((1, 4, 8, 14, 22, 32), _COMPASS):
            left = px + right * (r + distance) - (0, width / 2, width)[1 - right]
            low = py + up * (r + distance) - (0, height / 2, height)[1 - up]
            box = (left, low, left + width, low + height)
            inside = left_end <= box[0] and bottom_end <= box[1] and box[2] <= right_end and box[3] <= top_end
            if not inside or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            line = {"arrowstyle": "-", "color": "#aaaaaa", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 1}
            label = ax.annotate(
                text,
                (x, y),
                xytext=(left - px, low - py + 0.25 * size),
                textcoords="offset points",
                fontsize=size,
                fontweight=weight,
                color=colour,
                zorder=6,
                arrowprops=line if distance > 4 else None,
                path_effects=[withStroke(linewidth=2, foreground="white")],
            )
            label.set_in_layout(False)
            break


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
