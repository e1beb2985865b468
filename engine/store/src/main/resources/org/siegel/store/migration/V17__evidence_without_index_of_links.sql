-- Links are random: each record made another page of this index be written anew, and all that it served was to find one link after the
-- whole chain had been read anyway.
DROP INDEX IF EXISTS siegel_evidence_chain_by_link;
