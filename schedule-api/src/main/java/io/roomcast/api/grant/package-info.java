/**
 * Temporary grants: a member is lent a role at another organisation until a time. A request is made under a grant when it
 * names it ({@link io.roomcast.api.access.UnderGrant}); nothing else about the member changes.
 */
@NullMarked
package io.roomcast.api.grant;

import org.jspecify.annotations.NullMarked;
