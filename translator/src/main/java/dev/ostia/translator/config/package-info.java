/** What every stage speaks of: objects and their keys, the immutable view, proxies, diagnostics. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.config;
