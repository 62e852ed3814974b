/** What people are told while it runs: what an edit changed, what Envoy refused, what is wrong. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.report;
