package org.siegel.gateway.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailParametersHook;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * REQUIRETLS (RFC 8689 §2): offered inside TLS, where the parameter of MAIL is noted on the mail for whoever sends it on.
 * Outside TLS the parameter is refused, not overlooked.
 */
public final class RequireTlsHook implements HeloHook, MailParametersHook, JamesMessageHook {

    private static final String KEYWORD = "REQUIRETLS";
    private static final AttributeName ATTRIBUTE = AttributeName.of("siegel.require-tls");
    private static final AttachmentKey<Boolean> ASKED = AttachmentKey.of("siegel.require-tls", Boolean.class);

    @Override
    public Set<String> implementedEsmtpFeatures(SMTPSession session) {
        return session.isTLSStarted() ? Set.of(KEYWORD) : Set.of();
    }

    @Override
    public HookResult doHelo(SMTPSession session, String helo) {
        return HookResult.DECLINED;
    }

    /** Keywords may be in any case (RFC 5321 §2.4), but James compares those without a value letter by letter. */
    @Override
    public String[] getMailParamNames() {
        return IntStream.range(0, 1 << KEYWORD.length())
                .mapToObj(RequireTlsHook::cased)
                .toArray(String[]::new);
    }

    private static String cased(int lower) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < KEYWORD.length(); i++) {
            String letter = KEYWORD.substring(i, i + 1);
            name.append((lower >> i & 1) == 0 ? letter : letter.toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    @Override
    public HookResult doMailParameter(SMTPSession session, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            return refused(SMTPRetCode.SYNTAX_ERROR_ARGUMENTS, "5.5.4 REQUIRETLS has no value");
        }
        if (!session.isTLSStarted()) {
            return refused("530", "5.7.10 REQUIRETLS is for connections inside TLS; say STARTTLS first");
        }
        session.setAttachment(ASKED, true, State.Transaction);
        return HookResult.DECLINED;
    }

    private static HookResult refused(String code, String why) {
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.deny())
                .smtpReturnCode(code)
                .smtpDescription(why)
                .build();
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        if (session.getAttachment(ASKED, State.Transaction).isPresent()) {
            mail.setAttribute(new Attribute(ATTRIBUTE, AttributeValue.of(true)));
        }
        return HookResult.DECLINED;
    }
}
