package org.siegel.gateway.smtp;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;

/**
 * Refuses every recipient to whoever may not relay.
 *
 * <p>James refuses strangers only what is addressed to other domains and takes their mail for the organisation's own. The
 * gateway stands behind the organisation's mail server and not in front of it: a stranger's mail would go past its
 * filters.
 */
public final class OwnSendersOnly implements RcptHook {

    /** RFC 3463 §3.8, X.7.1: delivery not authorised, message refused. */
    private static final HookResult REFUSED = HookResult.builder()
            .hookReturnCode(HookReturnCode.deny())
            .smtpReturnCode(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE)
            .smtpDescription("5.7.1 This server takes mail from its own networks and after authentication only")
            .build();

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        return session.isRelayingAllowed() ? HookResult.DECLINED : REFUSED;
    }
}
