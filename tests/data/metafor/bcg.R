# Rscript bcg.R > bcg.json: BCG vaccine (dat.bcg) and teacher expectancy (dat.raudenbush1985) by metafor,
# iterated to the end.
suppressMessages({library(metafor); library(jsonlite)})
tight <- list(threshold = 1e-14, tol = 1e-14, maxiter = 10000)
by_method <- function(method) if (method %in% c("REML", "ML", "PM")) tight else list()
bcg <- escalc("RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
weeks <- dat.raudenbush1985
weeks$moderator <- pmin(weeks$weeks, 3)

line <- function(y, v, x, method, test) {
  fit <- rma(y, v, mods = ~ x, method = method, test = test, control = by_method(method))
  coefficients <- Map(function(...) c(...), fit$beta[, 1], fit$se, fit$zval, fit$pval, fit$ci.lb, fit$ci.ub)
  list(intercept = coefficients[[1]], slope = coefficients[[2]], tau2 = fit$tau2, r2 = fit$R2,
       i2 = fit$I2, h2 = fit$H2, q = fit$QE, q_p = fit$QEp, test_statistic = fit$QM)
}
lines <- function(data, x) {
  tests <- c(wald = "z", hksj = "knha")
  methods <- c(dl = "DL", reml = "REML", ml = "ML", pm = "PM")
  lapply(methods, function(method) lapply(tests, function(test) line(data$yi, data$vi, x, method, test)))
}
swayed <- function(fit) {
  got <- influence(fit)
  names <- c("rstudent", "dffits", "cook.d", "cov.r", "tau2.del", "QE.del", "hat")
  figures <- lapply(setNames(names, names), function(name) got$inf[[name]])
  c(figures, list(dfbetas = got$dfbs[[1]], influential = got$is.infl))
}
random <- function(method, test) {
  rma(yi, vi, data = bcg, method = method, test = test, control = by_method(method))
}
cumulated <- function(fit) cumul(fit, order = dat.bcg$year)$estimate
mh <- rma.mh(ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg, measure = "RR")
peto <- rma.peto(ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
cat(toJSON(list(
  meta_regression = list(bcg = lines(bcg, bcg$ablat), expectancy = lines(weeks, weeks$moderator)),
  influence = list(
    reml = list(wald = swayed(random("REML", "z")), hksj = swayed(random("REML", "knha"))),
    dl = list(wald = swayed(random("DL", "z")), hksj = swayed(random("DL", "knha")))
  ),
  influence_fixed = swayed(rma(yi, vi, data = bcg, method = "EE")),
  cumulative = list(reml = cumulated(random("REML", "z")), mh = cumulated(mh), peto = cumulated(peto)),
  mantel_haenszel = exp(c(mh$beta, mh$ci.lb, mh$ci.ub))
), digits = 12, auto_unbox = TRUE, na = "null", pretty = FALSE))
