package org.siegel.content.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.content.scan.ScannedText;

/** What a word beside a number changes. */
class ContextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lanr                    | LANR: 123456601
            lanr                    | 123456601 (Arztnummer)
            bsnr                    | Betriebsstättennummer 381789045
            institutionskennzeichen | IK 260326822
            institutionskennzeichen | 108018007 ist unser Institutionskennzeichen
            steuernummer            | Steuernummer: 181/815/08155
            steuernummer            | St.-Nr. 21/815/08150
            steuernummer            | Finanzamt, 1121081508150
            personalausweis         | Personalausweis-Nr. L01X00T47
            personalausweis         | Ausweisnummer T22000129
            reisepass               | Reisepass C01X00T47
            fuehrerschein           | Führerschein B072RRE2I55
            kfz-kennzeichen         | Kennzeichen B-AB 1234
            kfz-kennzeichen         | das Fahrzeug mit MÜ-X 1E
            icd-10                  | Diagnose: F32.1
            icd-10                  | C50.9 G (Hauptdiagnose)
            at-svnr                 | SVNR 1237 010180
            nl-bsn                  | BSN 111222333
            pl-pesel                | PESEL 44051401359
            birth-date              | geb. am 12.08.1964
            birth-date              | Geburtsdatum: 1964-08-12
            birth-date              | geboren am 12. August 1964
            birth-date              | * 12.08.1964
            salary                  | Bruttogehalt 4.250,00 EUR
            salary                  | Ihr Lohn beträgt künftig € 2300,-
            bic                     | BIC: DEUTDEFF
            """)
    void countsBesideItsWord(String detector, String text) {
        assertThat(Detected.in(text, detector)).hasSize(1);
        assertThat(Detected.in("x ".repeat(17_000) + text, 4_096, detector)).hasSize(1);
        assertThat(Detected.in(text.replace(" ", "\u00A0"), detector)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lanr            | Nummer 123456601
            lanr            | Arztnummer 123456701
            bsnr            | Betriebsstättennummer 991789045
            steuernummer    | Tel. 181/815/08155
            personalausweis | Artikel L01X00T47
            kfz-kennzeichen | Normteil B-AB 1234
            kfz-kennzeichen | Kennzeichen QQQ-AB 1234
            icd-10          | Abschnitt F32.1
            icd-10          | Diagnose F32
            at-svnr         | Bestellung 1237 010180
            nl-bsn          | Rechnung 111222333
            birth-date      | Ergebnis vom 12.08.1964
            birth-date      | am 12.08.1964 eröffnet
            birth-date      | geb. am 45.08.1964
            salary          | Gehalt folgt
            salary          | Der Wagen kostet 20.000 EUR
            bic             | TELEFONE
            """)
    void doesNotCountWithout(String detector, String text) {
        assertThat(Detected.in(text, detector)).isEmpty();
    }

    @Test
    void aWordFarAwayIsNoContext() {
        assertThat(Detected.in("BSN " + "wort ".repeat(20) + "111222333", "nl-bsn"))
                .isEmpty();
        assertThat(Detected.in("111222333 " + "wort ".repeat(20) + "BSN", "nl-bsn"))
                .isEmpty();
    }

    @Test
    void aHealthInsuranceNumberIsCertainOnlyBesideItsWord() {
        assertThat(ScannedText.withConfidence("Auftrag A123456780", 99, "kvnr"))
                .isEqualTo(List.of("kvnr A123456780 likely"));
        assertThat(ScannedText.withConfidence("Versichertennummer A123456780", 99, "kvnr"))
                .isEqualTo(List.of("kvnr A123456780 certain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr-nir            | 2 95 10 99 126 111 93
            it-codice-fiscale | RCCMNL83S18D969H
            it-codice-fiscale | RCC MNL 83S18 D969H
            es-dni            | 54362315K
            be-nn             | 85.07.30-033.28
            uk-nino           | AB123456C
            uk-nino           | AB 12 34 56 C
            us-ssn            | 536-90-4399
            mrz               | L898902C36UTO7408122F1204159ZE184226B<<<<<10
            eu-vat            | ATU13585627
            eu-vat            | DK13585628
            eu-vat            | IT00743110157
            eu-vat            | LU15027442
            eu-vat            | NL004495445B01
            eu-vat            | PL8567346215
            ust-idnr          | DE136695976
            ust-idnr          | DE 136 695 976
            api-token         | AKIAQ3EGT7Z2WXVN5PLK
            api-token         | ghp_x8Kd93mNq2LzVb7TyRw5Jc1Hs6Pf4Ga0Eu3i
            password          | Passwort: Sommer2024
            password          | Ihr neues Kennwort lautet: x7/Kq!
            password          | PW: Sommer2024
            password          | https://anna:geheim@intern.example/
            named-person      | Dr. Meier
            named-person      | Mr Smith
            aktenzeichen      | Az. 12 O 345/23
            aktenzeichen      | BGH, III ZR 12/20
            aktenzeichen      | 1 BvR 209/83
            aktenzeichen      | EuGH, Rs. C-238/14
            aktenzeichen      | EuG, T‑201/04 P
            egk-iccsn         | 80276001234567890123
            """)
    void countsAlone(String detector, String text) {
        assertThat(Detected.in("Siehe " + text + " hier", detector)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api-token | AKIAAAAAAAAAAAAAAAAA
            password  | Passwort: siehe unten in dieser Mail
            password  | Passwort vergessen? Hier klicken
            password  | https://intern.example/:x@y
            aktenzeichen | C-238/2014
            aktenzeichen | AC-238/14
            aktenzeichen | C-12345/14
            aktenzeichen | C 238/14
            us-ssn    | 666-90-4399
            us-ssn    | 536 90 4399
            uk-nino   | BG123456C
            eu-vat    | ATU13585628
            """)
    void doesNotCountEither(String detector, String text) {
        assertThat(Detected.in("Siehe " + text + " hier", detector)).isEmpty();
    }

    @Test
    void whatIsShownBackwardsIsReadInBothDirections() {
        String shown = "DE89370400440532013000";
        String stored = "\u202E" + new StringBuilder(shown).reverse() + "\u202C";
        assertThat(Detected.in("Konto " + stored + " danke", "iban")).containsExactly("iban " + shown);
        assertThat(Detected.in("Konto \u202E" + shown + "\u202C", "iban")).containsExactly("iban " + shown);
    }
}
