package org.pabal.core.local;

import org.pabal.core.message.Content;

/** Writes into the files of one home. Each message is durable when its method returns. */
interface HomeFiles {
    /** @param head what stands before the content */
    void deliver(Instruction.Maildir line, byte[] head, Content content) throws DeferralException, OverQuotaException;

    /** @param head the From_ line and what else stands before the content */
    void append(Instruction.Mbox line, byte[] head, Content content) throws DeferralException;
}
