package org.siegel.gateway.users;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.CoreDataModule;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.xml.XMLDomainList;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.file.XMLRecipientRewriteTable;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/**
 * Domains and rewritten addresses from {@code domainlist.xml} and {@code recipientrewritetable.xml}, read-only.
 *
 * <p>Read-only on purpose: WebAdmin answers a change with an error, where the in-memory tables of James would take it and
 * forget it at the next start.
 */
public final class DomainsModule extends AbstractModule {

    @Override
    protected void configure() {
        install(new CoreDataModule());
        bind(XMLDomainList.class).in(Scopes.SINGLETON);
        bind(DomainList.class).to(XMLDomainList.class);
        bind(XMLRecipientRewriteTable.class).in(Scopes.SINGLETON);
        bind(RecipientRewriteTable.class).to(XMLRecipientRewriteTable.class);
        bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class);
        bind(CanSendFrom.class).to(CanSendFromImpl.class);
    }

    @ProvidesIntoSet
    InitializationOperation configureDomains(DomainListConfiguration configuration, XMLDomainList domains) {
        return InitilizationOperationBuilder.forClass(XMLDomainList.class).init(() -> domains.configure(configuration));
    }

    @ProvidesIntoSet
    InitializationOperation configureRewriting(ConfigurationProvider configuration, XMLRecipientRewriteTable table) {
        return InitilizationOperationBuilder.forClass(XMLRecipientRewriteTable.class)
                .init(() -> configure(table, configuration.getConfiguration("recipientrewritetable")));
    }

    // James takes a table without mappings for a mistake; for a gateway it is the usual one.
    private static void configure(
            XMLRecipientRewriteTable table, HierarchicalConfiguration<ImmutableNode> configuration)
            throws ConfigurationException {
        if (configuration.containsKey("mapping")) {
            table.configure(configuration);
        }
    }
}
