package org.siegel.benchmarks.content;

import com.gliwka.hyperscan.wrapper.CompileErrorException;
import com.gliwka.hyperscan.wrapper.Database;
import com.gliwka.hyperscan.wrapper.Expression;
import com.gliwka.hyperscan.wrapper.ExpressionFlag;
import com.gliwka.hyperscan.wrapper.Scanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** All expressions in one database of Hyperscan, through its Java binding. */
final class Hyperscan implements AutoCloseable {

    private final Database database;
    private final Scanner scanner = new Scanner();

    Hyperscan(List<String> regexes) throws CompileErrorException {
        List<Expression> expressions = new ArrayList<>();
        for (String regex : regexes) {
            boolean caseless = regex.startsWith("(?i)");
            EnumSet<ExpressionFlag> flags = EnumSet.of(ExpressionFlag.UTF8);
            if (caseless) {
                flags.add(ExpressionFlag.CASELESS);
            }
            expressions.add(new Expression(caseless ? regex.substring(4) : regex, flags));
        }
        database = Database.compile(expressions);
        scanner.allocScratch(database);
    }

    int matches(String mail) {
        return scanner.scan(database, mail).size();
    }

    @Override
    public void close() throws IOException {
        scanner.close();
        database.close();
    }
}
