"""The exact log likelihood of two-by-two tables with normal random effects, and its gradient.

The integral over the random effects u ~ N(0, I₂) of a group is taken by adaptive Gauss-Hermite
quadrature about the mode û of the integrand, u = û + C·z with C·C′ the inverse of its curvature H =
I + Λ′WΛ [PB]; one point is the Laplace approximation. The gradient is that of the quadrature sum
itself, nodes moving with û and C included. Sources: the model [CC], [H]; the quadrature [PB]. [CC]
Chu H, Cole SR. J Clin Epidemiol 2006;59:1331-2. [H] Hamza TH, van Houwelingen HC, Stijnen T. J Clin
Epidemiol 2008;61:41-51. [PB] Pinheiro JC, Bates DM. J Comput Graph Stat 1995;4:12-35.

Shapes as in the integrand; also q nodes, and d = p + 3 directions: β, then t₁, t₂, t₃.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .inputs import FloatArray
from .integrand import Tables, back, chances, curvature, find_mode, over_rows, shifts, solve
from .quadrature import Rule

# So many numbers at once stay within the processor's reach; more are taken point by point.
AT_ONCE = 300_000
# Without random effects the nodes may lie any way.
STILL = 1e-12


@dataclass(frozen=True, slots=True)
class _Scaling:
    """û (b, g, 2) and C as (c₁₁, c₁₂, c₂₁, c₂₂), (4, b, g); how they move in each direction d.

    `d_mode` is (b, g, d, 2), `d_scale` (4, b, g, d); `log_det` (b, g) and `d_log_det` (b, g, d)
    are of C.
    """

    mode: FloatArray
    scale: FloatArray
    log_det: FloatArray
    d_mode: FloatArray
    d_scale: FloatArray
    d_log_det: FloatArray


def log_likelihood(points: FloatArray, data: Tables, by: Rule) -> tuple[FloatArray, FloatArray]:
    """Log likelihood (b,) and gradient (b, p + 3) at points (b, p + 3): β, then t₁, t₂, t₃."""
    size = data.events.size * len(by.log_weights)
    if len(points) > 1 and size * len(points) > AT_ONCE:
        parts = [_evaluate(point[np.newaxis], data, by) for point in points]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
    return _evaluate(points, data, by)


def _evaluate(points: FloatArray, data: Tables, by: Rule) -> tuple[FloatArray, FloatArray]:
    t = points[:, -3:].T[:, :, np.newaxis]
    offset = np.einsum("gmsp,bp->bgms", data.design, points[:, :-3])
    around = _around_mode(find_mode(offset, t, data), offset, t, data)
    if len(by.log_weights) == 1:
        value, gradient = _laplace(around, data)
    else:
        value, gradient = _sum_over_nodes(_scaling(around, t), offset, t, data, by)
    return value.sum(axis=1) + data.constant, gradient.sum(axis=1)


@dataclass(frozen=True, slots=True)
class _Around:
    """û (b, g, 2), log integrand there (b, g), residuals by row (b, g, m, 2), H₁₁, H₁₂, H₂₂.

    `d_mode` (b, g, d, 2) and `d_h` (3, b, g, d) are how û and H move in each direction.
    """

    mode: FloatArray
    height: FloatArray
    residual: FloatArray
    h: tuple[FloatArray, FloatArray, FloatArray]
    d_mode: FloatArray
    d_h: FloatArray


def _around_mode(mode: FloatArray, offset: FloatArray, t: FloatArray, data: Tables) -> _Around:
    """The integrand at its mode, with derivatives from ∇f(û) = 0."""
    eta = offset + shifts(t, mode)
    chance, cost = chances(eta)
    expected = data.total * chance
    height = (data.events * eta - data.total * cost).sum(axis=(-1, -2))
    height -= (mode * mode).sum(axis=-1) / 2
    residual, weights = data.events - expected, expected * (1 - chance)
    weight, wide = over_rows(weights), t[..., np.newaxis]
    h = curvature(t, weight)
    direct = _direct(mode, data)
    pull = -back(wide, over_rows(weights[:, :, np.newaxis] * direct))
    pull[:, :, -3:] += _turned(over_rows(residual))
    d_mode = solve((h[0][..., np.newaxis], h[1][..., np.newaxis], h[2][..., np.newaxis]), pull)
    moved = direct + shifts(wide, d_mode)
    d_weight = over_rows((weights * (1 - 2 * chance))[:, :, np.newaxis] * moved)
    return _Around(mode, height, residual, h, d_mode, _d_curvature(wide, weight, d_weight))


def _laplace(at: _Around, data: Tables) -> tuple[FloatArray, FloatArray]:
    """f(û) − ½·log|H| of each group (b, g) and its gradient (b, g, d); ∇f(û) = 0 leaves û's move out."""
    h11, h12, h22 = at.h
    determinant = h11 * h22 - h12 * h12
    wide = [each[..., np.newaxis] for each in (*at.h, determinant)]
    d_log = (at.d_h[0] * wide[2] + at.d_h[2] * wide[0] - 2 * at.d_h[1] * wide[1]) / wide[3]
    side, u = over_rows(at.residual), at.mode
    gradient = -d_log / 2
    gradient[:, :, :-3] += np.einsum("gmsp,bgms->bgp", data.design, at.residual)
    gradient[:, :, -3] += side[..., 0] * u[..., 0]
    gradient[:, :, -2] += side[..., 1] * u[..., 0]
    gradient[:, :, -1] += side[..., 1] * u[..., 1]
    return at.height - np.log(determinant) / 2, gradient


def _scaling(at: _Around, t: FloatArray) -> _Scaling:
    """Where the nodes go, with derivatives from C = L′⁻¹, L·L′ = H."""
    root, log_det, d_root, d_log_det = _factor(at.h, at.d_h)
    root, d_root = _upright(root, d_root, t)
    return _Scaling(at.mode, root, log_det, at.d_mode, d_root, d_log_det)


def _direct(mode: FloatArray, data: Tables) -> FloatArray:
    """∂η/∂(β, t) at fixed u, (b, g, d, m, 2)."""
    b, (g, m, sides, p) = len(mode), data.design.shape
    direct = np.zeros((b, g, p + 3, m, sides))
    direct[:, :, :p] = np.moveaxis(data.design, -1, 1)
    direct[:, :, p, :, 0] = direct[:, :, p + 1, :, 1] = mode[..., :1]
    direct[:, :, p + 2, :, 1] = mode[..., 1:]
    return direct


def _turned(residual: FloatArray) -> FloatArray:
    """(∂Λ/∂t)′·r for the last three directions, (b, g, 3, 2)."""
    turned = np.zeros((*residual.shape[:2], 3, 2))
    turned[:, :, 0, 0], turned[:, :, 1, 0] = residual[..., 0], residual[..., 1]
    turned[:, :, 2, 1] = residual[..., 1]
    return turned


def _d_curvature(t: FloatArray, weight: FloatArray, d_weight: FloatArray) -> FloatArray:
    """Derivatives of H₁₁, H₁₂, H₂₂, (3, b, g, d); W moves by `d_weight` (b, g, d, 2)."""
    first, second = d_weight[..., 0], d_weight[..., 1]
    scaled = t[2] * second
    d_h = np.array([t[0] * t[0] * first + t[1] * t[1] * second, t[1] * scaled, t[2] * scaled])
    flat = t[..., 0]
    d_h[0, :, :, -3] += 2 * flat[0] * weight[..., 0]
    d_h[0, :, :, -2] += 2 * flat[1] * weight[..., 1]
    d_h[1, :, :, -2] += flat[2] * weight[..., 1]
    d_h[1, :, :, -1] += flat[1] * weight[..., 1]
    d_h[2, :, :, -1] += 2 * flat[2] * weight[..., 1]
    return d_h


def _factor(
    h: tuple[FloatArray, FloatArray, FloatArray], d_h: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """C₀ = L′⁻¹ as (c₁₁, c₁₂, 0, c₂₂) and log|C₀|, then the derivatives of both."""
    l11 = np.sqrt(h[0])
    l21 = h[1] / l11
    l22 = np.sqrt(h[2] - l21**2)
    c11, c22 = 1 / l11, 1 / l22
    c12 = -l21 * c11 * c22
    w11, w22, w21 = c11[..., np.newaxis], c22[..., np.newaxis], l21[..., np.newaxis]
    d_l11 = d_h[0] * w11 / 2
    d_l21 = (d_h[1] - w21 * d_l11) * w11
    d_l22 = (d_h[2] - 2 * w21 * d_l21) * w22 / 2
    d_c11, d_c22 = -d_l11 * w11**2, -d_l22 * w22**2
    d_c12 = -d_l21 * w11 * w22 - w21 * (d_c11 * w22 + w11 * d_c22)
    return (
        np.array([c11, c12, np.zeros_like(c11), c22]),
        np.log(c11 * c22),
        np.array([d_c11, d_c12, np.zeros_like(d_c11), d_c22]),
        -d_l11 * w11 - d_l22 * w22,
    )


def _upright(c: FloatArray, d_c: FloatArray, t: FloatArray) -> tuple[FloatArray, FloatArray]:
    """C = C₀·R with the rotation R that makes the columns of ΛC orthogonal, and its derivatives.

    Every square root of H⁻¹ will do. By this one the nodes lie along the main axes of what is known
    of a study's logits, so that nothing changes when diseased and healthy change places.
    """
    wide, m = t[..., np.newaxis], _times_factor(t, c)
    d_m = _times_factor(wide, d_c)
    d_m[0, :, :, -3] += c[0]
    d_m[1, :, :, -3] += c[1]
    d_m[2, :, :, -2] += c[0]
    d_m[3, :, :, -2] += c[1]
    d_m[2, :, :, -1] += c[2]
    d_m[3, :, :, -1] += c[3]
    tilt, gap, size, still = _axes(m)
    d_tilt, d_gap = _moved_axes(m[..., np.newaxis], d_m)
    cosine, sine = np.cos(np.arctan2(tilt, gap) / 2), np.sin(np.arctan2(tilt, gap) / 2)
    turn = (gap[..., np.newaxis] * d_tilt - tilt[..., np.newaxis] * d_gap) / (2 * size**2)[
        ..., np.newaxis
    ]
    turn = np.where(still[..., np.newaxis], 0.0, turn)
    turned = _rotated(c, cosine, sine)
    d_turned = _rotated(d_c, cosine[..., np.newaxis], sine[..., np.newaxis])
    # R turns by its angle: dC = dC₀·R + C·[[0, −1], [1, 0]]·dφ.
    d_turned += np.stack([turned[1], -turned[0], turned[3], -turned[2]])[..., np.newaxis] * turn
    return turned, d_turned


def _axes(m: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """2g₁₂ and g₁₁ − g₂₂ of G = M′M, whose quotient is tan 2φ; their size, where it is zero."""
    tilt = 2 * (m[0] * m[1] + m[2] * m[3])
    gap = m[0] ** 2 + m[2] ** 2 - m[1] ** 2 - m[3] ** 2
    size = np.hypot(tilt, gap)
    still = size < STILL
    return np.where(still, 0.0, tilt), np.where(still, 1.0, gap), np.where(still, 1.0, size), still


def _moved_axes(m: FloatArray, d_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Derivatives of 2g₁₂ and g₁₁ − g₂₂."""
    d_tilt = 2 * (d_m[0] * m[1] + m[0] * d_m[1] + d_m[2] * m[3] + m[2] * d_m[3])
    d_gap = 2 * (m[0] * d_m[0] + m[2] * d_m[2] - m[1] * d_m[1] - m[3] * d_m[3])
    return d_tilt, d_gap


def _times_factor(t: FloatArray, c: FloatArray) -> FloatArray:
    """Λ·C as (m₁₁, m₁₂, m₂₁, m₂₂)."""
    return np.stack(
        [t[0] * c[0], t[0] * c[1], t[1] * c[0] + t[2] * c[2], t[1] * c[1] + t[2] * c[3]]
    )


def _rotated(c: FloatArray, cosine: FloatArray, sine: FloatArray) -> FloatArray:
    """C·[[cos, −sin], [sin, cos]]."""
    return np.stack(
        [
            c[0] * cosine + c[1] * sine,
            c[1] * cosine - c[0] * sine,
            c[2] * cosine + c[3] * sine,
            c[3] * cosine - c[2] * sine,
        ]
    )


def _sum_over_nodes(
    at: _Scaling, offset: FloatArray, t: FloatArray, data: Tables, by: Rule
) -> tuple[FloatArray, FloatArray]:
    """log Σ|C|·ω·exp(f(u) + z′z/2) of each group (b, g) and its gradient (b, g, d)."""
    z1, z2 = by.nodes
    c = at.scale[..., np.newaxis]
    u1 = at.mode[..., :1] + c[0] * z1 + c[1] * z2
    u2 = at.mode[..., 1:] + c[2] * z1 + c[3] * z2
    wide = t[..., np.newaxis]
    logits = np.stack([wide[0] * u1, wide[1] * u1 + wide[2] * u2], axis=2)
    eta = offset[..., np.newaxis] + logits[:, :, np.newaxis]
    chance, cost = chances(eta)
    events, total = data.events[..., np.newaxis], data.total[..., np.newaxis]
    height = (events * eta - total * cost).sum(axis=(2, 3)) - (u1 * u1 + u2 * u2) / 2
    height += (z1 * z1 + z2 * z2) / 2 + by.log_weights
    top = height.max(axis=-1, keepdims=True)
    share = np.exp(height - top)
    mass = share.sum(axis=-1, keepdims=True)
    value = at.log_det + (top + np.log(mass))[..., 0]
    gradient = _gradient(at, events - total * chance, (u1, u2), share / mass, wide, data, by)
    return value, gradient


def _gradient(
    at: _Scaling,
    residual: FloatArray,
    u: tuple[FloatArray, FloatArray],
    share: FloatArray,
    t: FloatArray,
    data: Tables,
    by: Rule,
) -> FloatArray:
    """Σ share·(∂f/∂(β, t) + ∇f·(dû + dC·z)) + d log|C|, (b, g, d)."""
    side = residual[:, :, 0] if residual.shape[2] == 1 else residual.sum(axis=2)
    first, second = share * side[:, :, 0], share * side[:, :, 1]
    slope1 = t[0] * first + t[1] * second - share * u[0]
    slope2 = t[2] * second - share * u[1]
    mean = np.einsum("bgmsq,bgq->bgms", residual, share)
    beta = np.einsum("gmsp,bgms->bgp", data.design, mean)
    factor = [(first * u[0]).sum(-1), (second * u[0]).sum(-1), (second * u[1]).sum(-1)]
    gradient = np.concatenate([beta, np.stack(factor, axis=-1)], axis=-1)
    gradient += slope1.sum(-1)[..., np.newaxis] * at.d_mode[..., 0]
    gradient += slope2.sum(-1)[..., np.newaxis] * at.d_mode[..., 1]
    moments = np.stack([slope @ node for slope in (slope1, slope2) for node in by.nodes])
    gradient += (moments[..., np.newaxis] * at.d_scale).sum(axis=0)
    total: FloatArray = gradient + at.d_log_det
    return total
