/** Benchmarks: reported as ratios measured in one run, never asserted. */
@org.jspecify.annotations.NullMarked
package dev.ostia.bench;
