/** The routes of one port in several route configurations, of which a request is led to one. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.route.shard;
