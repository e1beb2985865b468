package org.siegel.content.detect;

import java.util.Arrays;
import java.util.List;

/**
 * Words that tell what a number beside them is, in the syntax of the policy's word lists, with {@code _} in phrases. German and English, and of other
 * languages what stands on their own papers.
 */
public enum Context {
    BANK("BIC SWIFT SWIFT-Code SWIFTCODE IBAN *bankverbindung* *bankleitzahl* Kreditinstitut"),
    CARD(
            "*kreditkart* *kartennummer* Karten-Nr Visa Mastercard Maestro Amex EC-Karte Kartenprüfnummer CVC CVV credit_card"
                    + " card_number debit_card"),
    TAX("*steuernummer* *steuernr* Steuer-Nr St.-Nr. StNr St.Nr. *steuer-id* Steuerident* IdNr. Id.-Nr. *finanzamt*"
            + " Identifikationsnummer tax_number tax_ID tax_identification TIN"),
    PENSION(
            "*rentenversicherung* *sozialversicherung* RVNR RV-Nummer RV-Nr SVNR SV-Nummer SV-Nr VSNR Versicherungsnummer"
                    + " Versicherungsnr social_security pension_insurance"),
    HEALTH_INSURANCE(
            "*krankenversich* *krankenkasse* KVNR KV-Nummer KV-Nr *versichertennummer* Versicherten-Nr *versicherten-id*"
                    + " *gesundheitskarte* eGK Versicherte* Patient* health_insurance Versichertennr AOK TK DAK Barmer"),
    DOCTOR("LANR *arztnummer* Arzt-Nr* Arztnr* lebenslange_Arztnummer physician_number doctor_number"),
    PRACTICE("BSNR *betriebsstätten* Betriebsst-Nr* Praxisnummer practice_number"),
    INSTITUTION("IK IK-Nummer IK-Nr *institutionskennzeichen* IKNR IK-Nr. institution_code"),
    IDENTITY_CARD(
            "*personalausweis* *ausweisnummer* *ausweisnr* Ausweis-Nr* Perso PA-Nr* *ausweis* identity_card ID_card"
                    + " ID_number national_ID"),
    PASSPORT("*reisepass* *passnummer* Pass-Nr* Passnr* Pass *reisedokument* passport* Kinderreisepass"),
    DRIVING_LICENCE(
            "*führerschein* *fahrerlaubnis* FS-Nr* driving_licence driving_license driver_s_license drivers_license"
                    + " licence_number license_number"),
    VEHICLE("*kennzeichen* *fahrzeug* Kfz Kfz-Kennzeichen* PKW LKW *halter* license_plate licence_plate number_plate"
            + " registration_number"),
    DIAGNOSIS("*diagnos* ICD ICD-10* *befund* *erkrankung* Dg Dx *krankheit* Indikation* Einweisung* *entlassbrief*"
            + " *arztbrief*"),
    SSN_AT(
            "*svnr* SV-Nr* SV-Nummer* *sozialversicherung* *versicherungsnummer* *versicherungsnr* VSNR e-card social_insurance"),
    BSN("BSN burgerservicenummer* Sofinummer* citizen_service"),
    PESEL("PESEL"),
    BELGIAN("rijksregister* nationaal_nummer registre_national numéro_national NISS INSZ NRN nationalregister*"),
    SPANISH("DNI NIF NIE"),
    FRENCH("NIR sécurité_sociale numéro_de_sécu* INSEE Vitale"),
    ITALIAN("codice_fiscale CF"),
    BRITISH("NINO NI_number national_insurance"),
    AMERICAN("SSN social_security"),
    SWISS("AHV* AHV-Nr* AVS OASI NAVS*"),
    MEDICINE("PZN *medikament* *rezept* *arznei* *tablette* *präparat*"),
    BIRTH("geb geboren* *geburtsdatum* *geburtstag* geb.-Datum geb.dat Gebdat* date_of_birth birth_date birthdate"
            + " birthday DOB born"),
    PAY("*gehalt *gehälter* *gehalts* *lohn *lohns *löhne *löhnen *vergütung*"
            + " *besoldung* *jahresbrutto* *monatsbrutto* Entgelt* salary salaries wages"),
    STREET("*straße *str *strasse *weg *platz *allee *gasse *ring *damm *ufer *chaussee Str"),
    CLIENT("*mandant* *mandat *kläger* *beklagt* Az Aktenzeichen Geschäftszeichen Gegenseite ./."),
    PHONE("Tel* Fon Mobil* Handy* Fax Ruf Rufnummer* phone mobile Durchwahl*");

    private final String words;

    Context(String words) {
        this.words = words;
    }

    /** As in the policy's word lists. */
    public List<String> words() {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
                .map(word -> word.replace('_', ' '))
                .toList();
    }

    /** For tables, from 0. */
    @SuppressWarnings("EnumOrdinal") // the tables live as long as the process
    int number() {
        return ordinal();
    }
}
